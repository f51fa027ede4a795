// Put by the background into pages with a sign of Thai: is it news, and if so, its first names on the screen. An unlisted
// script without WXT's wrapper, as every Thai page waits for it.
import { beginLooking } from '../lib/highlight/first-look.ts';

export default { main: beginLooking };
