/** Facts of each code unit that decide where a form may begin and end. */
const FOLLOWS = 1;
const LEADS = 2;
const CONSONANT = 4;
const WORD = 8;

const FACTS = new Uint8Array(0x10000);
// ะ ั า ำ ิ–ฺ ๅ ็–๎ never begin a character cluster (The Unicode Standard, chapter 16, Thai).
for (let code = 0x0e30; code <= 0x0e3a; code++) FACTS[code] = FOLLOWS;
FACTS[0x0e45] = FOLLOWS;
for (let code = 0x0e47; code <= 0x0e4e; code++) FACTS[code] = FOLLOWS;
// เ แ โ ใ ไ are written before the consonant that they belong to.
for (let code = 0x0e40; code <= 0x0e44; code++) FACTS[code] = LEADS;
for (let code = 0x0e01; code <= 0x0e2e; code++) FACTS[code] = CONSONANT;
for (let code = 0x30; code <= 0x39; code++) FACTS[code] = WORD;
for (let code = 0x0e50; code <= 0x0e59; code++) FACTS[code] = WORD;
for (let code = 0x41; code <= 0x5a; code++) FACTS[code] = WORD;
for (let code = 0x61; code <= 0x7a; code++) FACTS[code] = WORD;
for (let code = 0xc0; code <= 0x24f; code++) FACTS[code] = WORD;
for (let code = 0x300; code <= 0x36f; code++) FACTS[code] = FOLLOWS | WORD;

/** Whether `text[start…end)` begins and ends between character clusters, and between words where it is Latin or digits. */
export function standsInText(text: string, start: number, end: number): boolean {
  const first = FACTS[text.charCodeAt(start)]!;
  const last = FACTS[text.charCodeAt(end - 1)]!;
  if (first & FOLLOWS) return false;
  if (start > 0) {
    const before = FACTS[text.charCodeAt(start - 1)]!;
    if (first & CONSONANT && before & LEADS) return false;
    if (first & WORD && before & WORD) return false;
  }
  if (end < text.length) {
    const after = FACTS[text.charCodeAt(end)]!;
    if (after & FOLLOWS) return false;
    if (last & WORD && after & WORD) return false;
  }
  return true;
}
