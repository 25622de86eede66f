import type { Intake } from "./intake.ts";
import { fromText } from "./drop.ts";

/** The box for pasted text: a dialog that stands in the page from the start. */
export function pasteBox(intake: Intake): () => void {
  const dialog = document.querySelector<HTMLDialogElement>("#paste");
  const form = dialog?.querySelector("form");
  const title = form?.querySelector<HTMLInputElement>("input");
  const text = form?.querySelector<HTMLTextAreaElement>("textarea");
  const say = form?.querySelector<HTMLElement>("[role=alert]");
  if (!dialog || !form || !title || !text || !say) throw new Error("the paste box is missing from the page");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim() === "") {
      say.textContent = "There is no text yet. Paste some, or close this box.";
      text.focus();
      return;
    }
    intake.add([fromText(title.value, text.value)]);
    dialog.close();
    form.reset();
  });
  form.querySelector("[data-do=close]")?.addEventListener("click", () => dialog.close());
  return () => {
    say.textContent = "";
    dialog.showModal();
    text.focus();
  };
}
