// News pages that hold payloads as text or as markup.
const LETTERS = [...'กขคงจชซดตถทธนบปผพฟมยรลวสหอ'];

/** Names of companies that nobody has, all different. */
export function namesOfStory(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const first = LETTERS[i % LETTERS.length]!;
    const second = LETTERS[Math.floor(i / LETTERS.length) % LETTERS.length]!;
    return `บริษัท ทดลอง${first}า${second}ี จำกัด`;
  });
}

const asText = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const head = (
  title: string,
) => `<!doctype html><html lang="th"><head><meta charset="utf-8"><title>${title}</title>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"${title}","datePublished":"2024-11-24"}</script>
</head><body><article><h1>${title}</h1>
<p>กรุงเทพฯ — กระทรวงพาณิชย์แถลงว่าจะหารือกับสภาหอการค้าแห่งประเทศไทยเรื่องต้นทุนการขนส่งที่ผู้ประกอบการรายย่อยต้องแบกรับมาตลอดสามปี และจะรายงานความคืบหน้าต่อสาธารณะในไตรมาสหน้า</p>`;

/** A story that names `names`, and explains bodies in parentheses with `glosses`, all of it text. */
export function hostileStory(names: readonly string[], glosses: readonly string[]): string {
  const sentences = names.map(
    (name, i) => `<p>นักวิเคราะห์คนที่ ${i + 1} กล่าวว่า ${name} แถลงผลประกอบการไตรมาสที่ผ่านมาต่อผู้ถือหุ้น</p>`,
  );
  const explained = glosses.map(
    (gloss, i) => `<p>กรมทดลองงานที่ ${i} (${asText(gloss.slice(0, 120))}: TX${i}) ชี้แจงต่อที่ประชุม</p>`,
  );
  return `${head('บริษัทจดทะเบียนแถลงผลประกอบการประจำไตรมาส')}${sentences.join('\n')}${explained.join('\n')}</article></body></html>`;
}

/** A story with payloads as its own markup. */
export function savedStory(n: number, markup: readonly string[]): string {
  return `${head(`เรื่องทดสอบที่บันทึกไว้ฉบับที่ ${n}`)}${markup
    .map((text) => `<p>สภาหอการค้าแห่งประเทศไทยเห็นว่าควรเร่งดำเนินการก่อนสิ้นปี</p>${text}`)
    .join('\n')}</article></body></html>`;
}
