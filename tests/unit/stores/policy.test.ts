import { createHash } from 'node:crypto';
import * as Plot from '@observablehq/plot';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import type { UserManifest } from 'wxt';
import { policyFaults } from '../../../tools/lint-manifest.ts';
import config from '../../../wxt.config.ts';

const manifestFor = (browser: string) =>
  (config.manifest as (env: { browser: string }) => UserManifest)({ browser }) as UserManifest & {
    content_security_policy: { extension_pages: string };
  };
const policy = manifestFor('chrome').content_security_policy.extension_pages;

describe('the policy of the extension’s own pages', () => {
  it('is the same in both browsers, and says no more than was looked at', () => {
    expect(manifestFor('firefox').content_security_policy.extension_pages).toBe(policy);
    expect(policyFaults(policy)).toEqual([]);
  });

  it.each([
    ["script-src 'self'", "script-src 'self' 'unsafe-eval'", 'script-src allows'],
    ["script-src 'self'", "script-src 'self' https://cdn.example", 'script-src allows'],
    ["img-src 'self'", 'img-src *', 'img-src allows'],
    ["default-src 'none'; ", '', 'nothing of default-src'],
    ["require-trusted-types-for 'script'; ", '', 'nothing of require-trusted-types-for'],
    ['trusted-types wonglep', 'trusted-types wonglep default', 'trusted-types allows'],
    ["base-uri 'none'", "base-uri 'none'; frame-src https:", 'frame-src was not looked at'],
  ])('with %s made %s is a fault', (from, to, fault) => {
    expect(policy).toContain(from);
    expect(policyFaults(policy.replace(from, to)).join()).toContain(fault);
  });

  it('lets the one style element of a chart in, by its hash', () => {
    const { document } = new JSDOM('').window;
    const chart = Plot.plot({ document, marks: [Plot.ruleY([0])] });
    const styles = [...chart.querySelectorAll('style')].map((style) => style.textContent ?? '');
    expect(styles).toHaveLength(1);
    expect(policy).toContain(`'sha256-${createHash('sha256').update(styles[0]!).digest('base64')}'`);
  });
});

describe('the manifest', () => {
  it.each(['chrome', 'firefox'])('for %s lets neither pages nor other extensions reach it', (browser) => {
    const manifest = manifestFor(browser);
    expect(manifest.web_accessible_resources).toBeUndefined();
    expect(manifest.externally_connectable).toEqual(browser === 'chrome' ? { ids: [] } : undefined);
    expect(manifest.optional_permissions).toBeUndefined();
  });
});
