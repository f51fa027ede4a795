// node tools/icons.ts: writes public/icons/wonglep-N.png from public/icons/wonglep.svg, drawn by Chromium.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBare } from './browsers/launch.ts';

const SIZES = [16, 32, 48, 96, 128];
const folder = fileURLToPath(new URL('../public/icons/', import.meta.url));
const svg = readFileSync(`${folder}wonglep.svg`, 'utf8');

const { browser } = await launchBare('chrome');
try {
  const page = await browser.newPage();
  for (const size of SIZES) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0;background:transparent}svg{display:block;width:${size}px}</style>${svg}`,
    );
    await page.screenshot({ path: `${folder}wonglep-${size}.png`, omitBackground: true });
  }
} finally {
  await browser.close();
}
