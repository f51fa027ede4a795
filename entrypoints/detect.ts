// On every http(s) page, main frame. Looks, tells the background if the page has Thai, and leaves: what stays is one
// listener for same-document navigation. An unlisted script with its own manifest entry (wxt.config.ts), because WXT's
// wrapper for content scripts alone is as large as all of this.
import { watchPage } from '../lib/page/watch-page.ts';

export default { main: watchPage };
