// Which column holds what, chosen by hand: when the headings are not recognised, or were recognised wrongly.
const panel = document.getElementById("columns");
let chosen = () => {};

export function startColumns(done) {
  chosen = done;
  panel.querySelector('[data-act="use-columns"]').addEventListener("click", () => {
    const [phone, name, quantity] = ["phone", "name", "quantity"].map((what) => {
      const value = select(what).value;
      return value === "" ? null : Number(value);
    });
    if (phone === null) return select("phone").focus();
    panel.hidden = true;
    chosen({ phone, name, quantity });
  });
  panel.querySelector('[data-act="keep-columns"]').addEventListener("click", hideColumns);
}

const select = (what) => panel.querySelector(`[data-column="${what}"]`);

/** `current`: what is chosen now, `{phone, name, quantity}`. */
export function askColumns(columns, current = {}) {
  for (const what of ["phone", "name", "quantity"]) {
    const none = Object.assign(document.createElement("option"), { value: "", textContent: what === "phone" ? "번호가 든 열을 골라 주세요" : "없음" });
    const options = columns.map(({ index, title, samples }) => {
      const text = [title || `${index + 1}번째 열`, samples.length ? `예: ${samples.slice(0, 2).join(", ")}` : ""].filter(Boolean).join(" · ");
      return Object.assign(document.createElement("option"), { value: String(index), textContent: text });
    });
    select(what).replaceChildren(none, ...options);
    select(what).value = current[what] === null || current[what] === undefined ? "" : String(current[what]);
  }
  panel.hidden = false;
  select("phone").focus();
}

export function hideColumns() {
  panel.hidden = true;
}
