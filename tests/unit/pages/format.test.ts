import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Language } from '../../../lib/i18n.ts';

let language: Language = 'en';
vi.mock('../../../lib/i18n.ts', () => ({ uiLanguage: () => language }));

const { formatBytes, formatDate, formatDay, formatMonth, formatNumber, formatTick, formatTime, formatYear } =
  await import('../../../components/ui/format.ts');

const inAll = (show: () => string) =>
  (['en', 'th', 'zh-CN'] as const).map((one) => {
    language = one;
    return show();
  });
beforeEach(() => {
  language = 'en';
});

describe('dates on pages', () => {
  it('are counted as readers of the language count: the Buddhist Era in Thai, the Common Era elsewhere', () => {
    expect(inAll(() => formatDay('2024-11-05T23:30:00+07:00'))).toEqual([
      '5 Nov 2024',
      '5 พ.ย. 2567',
      '2024年11月5日',
    ]);
    expect(inAll(() => formatMonth('2024-11'))).toEqual(['Nov 2024', 'พ.ย. 2567', '2024年11月']);
    expect(inAll(() => formatYear(2024))).toEqual(['2024', '2567', '2024']);
    const noon = new Date(2024, 10, 5, 12, 0).getTime();
    expect(inAll(() => formatDate(noon))).toEqual(['5 Nov 2024', '5 พ.ย. 2567', '2024年11月5日']);
    for (const [i, shown] of inAll(() => formatTime(noon)).entries()) {
      expect(shown).toContain(i === 1 ? '2567' : '2024');
      expect(shown).toContain('12:00');
    }
  });

  it('say nothing for what is no date', () => {
    expect(formatDay(null)).toBe('');
    expect(formatDay('เมื่อวาน')).toBe('');
  });

  it('name the year below the first tick and wherever one begins', () => {
    const months = ['2023-11', '2024-01', '2024-03'].map((month) => new Date(`${month}-01T00:00:00Z`));
    const shown = () => months.map(formatTick).join(' | ');
    expect(inAll(shown)).toEqual([
      'Nov\n2023 | Jan\n2024 | Mar',
      'พ.ย.\n2566 | ม.ค.\n2567 | มี.ค.',
      '11月\n2023 | 1月\n2024 | 3月',
    ]);
    language = 'th';
    const years = ['2022', '2023'].map((year) => new Date(`${year}-01-01T00:00:00Z`));
    expect(years.map(formatTick)).toEqual(['2565', '2566']);
    const days = ['2024-12-30', '2025-01-02'].map((day) => new Date(`${day}T00:00:00Z`));
    expect(days.map(formatTick)).toEqual(['30 ธ.ค.\n2567', '2 ม.ค.\n2568']);
  });
});

describe('numbers on pages', () => {
  it('are in Arabic digits, and bytes in the unit that fits', () => {
    expect(inAll(() => formatNumber(1204))).toEqual(['1,204', '1,204', '1,204']);
    expect([0, 999, 1000, 622_000, 4_230_000, 78_280_526_913].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1 KB',
      '622 KB',
      '4.2 MB',
      '78 GB',
    ]);
  });
});
