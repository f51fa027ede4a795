import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { isDarkAt, luminance, parseColour } from '../../../lib/highlight/page-theme.ts';

describe('colours', () => {
  it.each([
    ['rgb(255, 255, 255)', [1, 1, 1, 1]],
    ['rgba(0, 0, 0, 0)', [0, 0, 0, 0]],
    ['rgb(0 0 0 / 50%)', [0, 0, 0, 0.5]],
    ['color(srgb 0.5 0 1)', [0.5, 0, 1, 1]],
    ['oklch(0.7 0.1 200)', null],
  ])('%s', (css, expected) => {
    expect(parseColour(css)).toEqual(expected);
  });

  it('have the luminance of WCAG', () => {
    expect(luminance([1, 1, 1])).toBeCloseTo(1);
    expect(luminance([0.5, 0.5, 0.5])).toBeCloseTo(0.214, 3);
  });
});

describe('a page', () => {
  const page = (style: string) =>
    new JSDOM(`<body style="${style}"><article><p>ข่าววันนี้</p></article></body>`).window.document.querySelector(
      'p',
    )!;

  it.each([
    ['background-color: rgb(18, 20, 26); color: rgb(220, 220, 220)', true],
    ['background-color: rgb(255, 255, 255); color: rgb(20, 20, 20)', false],
    ['color: rgb(235, 235, 235)', true],
    ['color: rgb(30, 30, 30)', false],
  ])('with %s is dark: %s', (style, dark) => {
    expect(isDarkAt(page(style))).toBe(dark);
  });
});
