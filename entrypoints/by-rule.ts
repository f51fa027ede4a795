// The watch, where the browser itself has found a sign of Thai (lib/background/thai-rule.ts); it says that it came by that way.
import { type RuleWorld, watchPage } from '../lib/page/watch-page.ts';

export default {
  main() {
    (globalThis as RuleWorld).wonglepByRule = true;
    watchPage();
  },
};
