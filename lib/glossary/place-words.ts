/**
 * Words that Thai place names are built of, in RTGS. A name is spelled only when it falls into these words without a
 * remainder; other names are left in Thai. Spelling letter by letter needs the syllables' tones and silent letters, which Thai writing
 * does not show, and a wrong name is worse than a Thai one (figures: docs/glossary.md).
 */
const WORDS =
  'บ้าน=Ban บาง=Bang หนอง=Nong ห้วย=Huai คลอง=Khlong โคก=Khok ดอน=Don โนน=Non นา=Na วัง=Wang ท่า=Tha ทุ่ง=Thung ป่า=Pa เขา=Khao ดอย=Doi ภู=Phu ถ้ำ=Tham เกาะ=Ko แหลม=Laem อ่าว=Ao หาด=Hat ปาก=Pak แม่=Mae น้ำ=Nam บึง=Bueng บ่อ=Bo สระ=Sa ศาลา=Sala สะพาน=Saphan วัด=Wat ตลาด=Talat เมือง=Mueang เวียง=Wiang เชียง=Chiang นคร=Nakhon บุรี=Buri ธานี=Thani คีรี=Khiri สวน=Suan ไร่=Rai ค่าย=Khai ด่าน=Dan ช่อง=Chong ซับ=Sap กุด=Kut คำ=Kham โพน=Phon เหล่า=Lao ม่วง=Muang มะขาม=Makham มะพร้าว=Maphrao มะม่วง=Mamuang มะนาว=Manao ไผ่=Phai ไทร=Sai โพธิ์=Pho ตาล=Tan ขาม=Kham แค=Khae แดง=Daeng ดำ=Dam ขาว=Khao เขียว=Khiao เหลือง=Lueang ทอง=Thong เงิน=Ngoen แก้ว=Kaeo เพชร=Phet ใหญ่=Yai น้อย=Noi ยาว=Yao สูง=Sung ต่ำ=Tam ใหม่=Mai เก่า=Kao เหนือ=Nuea ใต้=Tai ตก=Tok ออก=Ok กลาง=Klang ใน=Nai นอก=Nok บน=Bon ล่าง=Lang ซ้าย=Sai ขวา=Khwa ช้าง=Chang เสือ=Suea ม้า=Ma วัว=Wua ควาย=Khwai หมู=Mu ไก่=Kai ปลา=Pla กบ=Kop เต่า=Tao จระเข้=Chorakhe งู=Ngu นก=Nok หงส์=Hong กวาง=Kwang กระทิง=Krathing ลิง=Ling บัว=Bua ดอก=Dok หญ้า=Ya หว้า=Wa จาน=Chan แสง=Saeng ยาง=Yang สัก=Sak ประดู่=Pradu รัง=Rang เต็ง=Teng ไม้=Mai หิน=Hin ทราย=Sai ดิน=Din ลาด=Lat ลำ=Lam แพร=Phrae แก้ง=Kaeng แก่ง=Kaeng ผา=Pha พระ=Phra ศรี=Si สาม=Sam สอง=Song สี่=Si ห้า=Ha หก=Hok เจ็ด=Chet แปด=Paet เก้า=Kao สิบ=Sip ร้อย=Roi พัน=Phan หมื่น=Muen แสน=Saen เรือ=Ruea แพ=Phae จอม=Chom ขุน=Khun หลวง=Luang เจ้า=Chao พญา=Phaya ราช=Rat เทพ=Thep สุข=Suk เจริญ=Charoen พัฒนา=Phatthana สามัคคี=Samakkhi นิคม=Nikhom ประชา=Pracha ราษฎร์=Rat อุดม=Udom สมบูรณ์=Sombun ชัย=Chai ไชย=Chai มงคล=Mongkhon สว่าง=Sawang อารมณ์=Arom สันติ=Santi ไทย=Thai ลาว=Lao เขมร=Khamen มอญ=Mon จีน=Chin แขก=Khaek คู=Khu เดื่อ=Duea งาม=Ngam ดี=Di จันทร์=Chan อินทร์=In พรหม=Phrom ทับ=Thap ขวาง=Khwang ตะเคียน=Takhian ตะโก=Tako ตะขบ=Takhop มะเดื่อ=Maduea มะค่า=Makha กระโดน=Kradon กระเบา=Krabao สะเดา=Sadao สะแก=Sakae สำโรง=Samrong สำราญ=Samran หัว=Hua ท้าย=Thai ต้น=Ton ปลาย=Plai โป่ง=Pong พุ=Phu เตย=Toei อ้อย=Oi ข้าว=Khao เกลือ=Kluea ชะอม=Cha-om ตูม=Tum แจ้ง=Chaeng ฝาง=Fang เดิม=Doem เหนือ=Nuea หมี=Mi โสน=Sano กระทุ่ม=Krathum กระบก=Krabok พลวง=Phluang กรด=Krot กรวด=Kruat จิก=Chik กอก=Kok ตาด=Tat สาย=Sai ด้วน=Duan ปรือ=Prue ระเวียง=Rawiang ตาก=Tak โขง=Khong มูล=Mun ชี=Chi ยม=Yom ปิง=Ping น่าน=Nan';

let words: ReadonlyMap<string, string> | null = null;
let longest = 0;

function read(): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const pair of WORDS.split(' ')) {
    const [thai, english] = pair.split('=') as [string, string];
    map.set(thai, english);
    longest = Math.max(longest, thai.length);
  }
  return map;
}

/** Marks that cannot begin a word: a cut before one would cut a syllable. */
const CANNOT_BEGIN = /^[ะัาำิีึืฺุู็่้๊๋์ํๆฯ]/;

/** RTGS of a place name that is made of known words only, by the cut with the fewest words; null when it is not. Linear in practice: names over 60 code units are refused. */
export function spellPlace(thai: string): string | null {
  words ??= read();
  if (thai.length === 0 || thai.length > 60) return null;
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= thai.length; end++) {
    best[end] = null;
    for (let start = Math.max(0, end - longest); start < end; start++) {
      const before = best[start];
      const word = before && words.get(thai.slice(start, end));
      if (!word || CANNOT_BEGIN.test(thai.slice(end, end + 1))) continue;
      const cut = best[end];
      if (!cut || before.length + 1 < cut.length) best[end] = [...before, word];
    }
  }
  // A single word is a noun, seldom a name (บ้าน, วัด).
  const cut = best[thai.length];
  return cut && cut.length >= 2 ? cut.join(' ') : null;
}
