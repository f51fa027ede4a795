// A Thai page of 100,000 characters with exactly 500 names in it, for painters to paint.
export const NAMES = [
  'กรมส่งเสริมหัตถกรรม',
  'สำนักงานประกันรายได้ชาวนา',
  'มหาวิทยาลัยริมโขง',
  'ธนาคารข้าวหอม',
  'สมาคมเรือหางยาว',
  'องค์การสวนผลไม้',
  'ศาลาว่าการเมืองเก่า',
  'สถาบันวิจัยผ้าไหม',
  'คณะกรรมการตลาดน้ำ',
  'บริษัทรถรางเชียงคำ',
];
const TEXT = [
  'ที่ประชุมรับทราบรายงานประจำเดือนแล้วมีมติให้เลื่อนการพิจารณาออกไปก่อน',
  'ชาวบ้านหลายครอบครัวเตรียมข้าวของไว้ตั้งแต่เช้ามืดเพราะฝนตกต่อเนื่องสามวัน',
  'ราคาสินค้าในตลาดเช้าขยับขึ้นเล็กน้อยเมื่อเทียบกับสัปดาห์ที่ผ่านมา',
  'เจ้าหน้าที่ลงพื้นที่ตรวจสอบถนนสายรองและสะพานไม้ที่ชำรุด',
  'นักเรียนในโครงการได้ทดลองปลูกผักปลอดสารพิษบนแปลงหลังโรงเรียน',
];
export const MENTIONS = 500;

/** HTML; 100 of its 500 names stand partly bold, which wrapping has to cut in two. */
export function markedPage(units = 100_000): string {
  const paragraphs: string[] = [];
  let size = 0;
  for (let name = 0, i = 0; name < MENTIONS || size < units; i++) {
    let text = '';
    let length = 0;
    // Names are spread evenly; when they are used up, text alone follows.
    while (name < MENTIONS && (name / MENTIONS) * units <= size + length) {
      const word = NAMES[name % NAMES.length]!;
      text += `${name % 5 === 4 ? `<b>${word.slice(0, 6)}</b>${word.slice(6)}` : word} `;
      length += word.length + 1;
      name++;
    }
    const filler = `${TEXT[i % TEXT.length]} ${TEXT[(i * 3 + 1) % TEXT.length]} `;
    text += filler;
    length += filler.length;
    size += length;
    paragraphs.push(`<p>${text.trimEnd()}</p>`);
  }
  return `<!doctype html><html lang="th"><head><meta charset="utf-8"><title>บันทึกตลาดริมน้ำ</title><style>body{font:17px/1.8 sans-serif;max-width:44em;margin:2em auto}::highlight(wonglepbench-n){background-color:#fde68a}mark{background-color:#fde68a}</style></head><body><article><h1>บันทึกตลาดริมน้ำ</h1>${paragraphs.join('\n')}</article></body></html>`;
}
