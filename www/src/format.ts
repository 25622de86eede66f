/* Numbers and counts as people read them. The page speaks English, so its numbers do too. */

const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const two = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const one = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const upTo = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 4 });
const plural = new Intl.PluralRules("en-GB");

export const count = (n: number): string => whole.format(n);
export const share = (x: number): string => two.format(x);
export const rate = (x: number): string => one.format(x);
export const number = (x: number): string => upTo.format(x);

/** "1 document", "12 documents". */
export const counted = (n: number, noun: string, nouns = `${noun}s`): string => `${count(n)} ${plural.select(n) === "one" ? noun : nouns}`;

export function size(bytes: number): string {
  if (bytes < 1000) return counted(bytes, "byte");
  if (bytes < 999_500) return `${number(Number((bytes / 1000).toPrecision(3)))} kB`;
  return `${number(Number((bytes / 1_000_000).toPrecision(3)))} MB`;
}

const ENDING: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };
const ordinals = new Intl.PluralRules("en-GB", { type: "ordinal" });
export const ordinal = (n: number): string => `${count(n)}${ENDING[ordinals.select(n)]}`;

/** A skill's name as it stands alone: "co-design" as "Co-design". Names that begin with a capital or a sign stay as they are. */
export const alone = (name: string): string => (/^\p{Ll}[\p{Ll}-]*(?=$|[\s/,])/u.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : name);

/** The last part of a path. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);
