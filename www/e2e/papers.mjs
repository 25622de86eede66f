/* Files that journeys write themselves: a workbook, a book, and a PDF of many pages. */
import { crc32 } from "node:zlib";

/** A zip archive of these parts, stored as they are. */
function zip(parts) {
  const local = [];
  const central = [];
  let at = 0;
  for (const [name, text] of parts) {
    const body = Buffer.from(text);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(body), 10);
    fields.writeUInt32LE(body.length, 14);
    fields.writeUInt32LE(body.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    local.push(Buffer.from("PK\x03\x04"), fields, Buffer.from(name), body);
    central.push(Buffer.from("PK\x01\x02\x14\0"), fields, place, Buffer.from(name));
    at += 30 + name.length + body.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, directory, Buffer.from("PK\x05\x06"), end]);
}

/** An Excel workbook: a list of `[name, rows]`, each row a list of texts. */
export function workbook(sheets) {
  const cell = (text) => `<c t="inlineStr"><is><t>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</t></is></c>`;
  const kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
  const main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
  return zip([
    ["[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="${main}"/></Types>`],
    ["xl/workbook.xml", `<workbook xmlns:r="r"><sheets>${sheets.map(([name], i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i}"/>`).join("")}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `<Relationships>${sheets.map((_, i) => `<Relationship Id="r${i}" Type="${kind}" Target="sheet${i}.xml"/>`).join("")}</Relationships>`],
    ...sheets.map(([, rows], i) => [`xl/sheet${i}.xml`, `<worksheet><sheetData>${rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("")}</sheetData></worksheet>`]),
  ]);
}

/** An EPUB book of these chapters, each the text of one paragraph. */
export function book(chapters) {
  const items = chapters.map((_, i) => `<item id="c${i}" href="c${i}.xhtml" media-type="application/xhtml+xml"/>`).join("");
  const spine = chapters.map((_, i) => `<itemref idref="c${i}"/>`).join("");
  return zip([
    ["mimetype", "application/epub+zip"],
    ["META-INF/container.xml", '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'],
    ["b.opf", `<package><metadata><title>A long book</title></metadata><manifest>${items}</manifest><spine>${spine}</spine></package>`],
    ...chapters.map((text, i) => [`c${i}.xhtml`, `<html><body><p>${text}</p></body></html>`]),
  ]);
}

/** A PDF with this many pages of some lines each. */
export function pdf(pages, lines) {
  const objects = ["<</Type/Catalog/Pages 2 0 R>>", `<</Type/Pages/Count ${pages}/Kids[${Array.from({ length: pages }, (_, i) => `${4 + 2 * i} 0 R`).join(" ")}]>>`, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"];
  for (let page = 0; page < pages; page++) {
    const text = `BT /F 11 Tf 60 780 Td 14 TL ${lines(page).map((line) => `(${line}) Tj T*`).join(" ")} ET`;
    objects.push(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents ${5 + 2 * page} 0 R>>`, `<</Length ${text.length}>>\nstream\n${text}\nendstream`);
  }
  let out = "%PDF-1.4\n";
  const places = objects.map((object, i) => {
    const at = out.length;
    out += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = out.length;
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out, "latin1");
}
