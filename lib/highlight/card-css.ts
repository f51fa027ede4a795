/**
 * The look of what lives in the shadow host: px only (rem would scale with the site), everything reset at the host (a page's
 * inherited styles stop there), light and dark by `data-dark`, no animation for those who ask for none.
 */
export const CARD_CSS = `
:host{all:initial!important;position:fixed!important;inset:0 auto auto 0!important;width:0!important;height:0!important;
 margin:0!important;padding:0!important;border:0!important;background:none!important;overflow:visible!important;
 display:block!important;pointer-events:none!important;direction:ltr!important;writing-mode:horizontal-tb!important;
 z-index:2147483647!important;color-scheme:light}
:host::backdrop{display:none!important}
.layer{--ink:#1d2433;--ink-2:#566075;--ink-3:#6d768a;--paper:#fff;--paper-2:#f4f6fa;--line:#e2e5ec;--accent:#2b59c3;
 --accent-soft:#2b59c317;--accent-soft-2:#2b59c32b;--acronym:#8a5100;--event:#7a3fb0;--ok:#1c7c4a;--bad:#b3261e;--ring:#2b59c3;
 --shadow:0 1px 2px #0b122414,0 4px 10px #0b12240f,0 16px 40px #0b12242e;
 font:14px/1.5 "IBM Plex Sans Thai Looped","Noto Sans Thai Looped","Noto Sans Thai",Sarabun,system-ui,
 "Segoe UI",Roboto,sans-serif;color:var(--ink);color-scheme:light;text-align:start;-webkit-font-smoothing:antialiased}
.layer[data-dark]{--ink:#e8ebf2;--ink-2:#a9b3c7;--ink-3:#8b95aa;--paper:#1c212c;--paper-2:#262d3a;--line:#333c4c;--accent:#8fb0ff;
 --accent-soft:#8fb0ff1f;--accent-soft-2:#8fb0ff38;--acronym:#f0b45b;--event:#cfa2ff;--ok:#6fd29c;--bad:#ff9d94;--ring:#8fb0ff;
 --shadow:0 1px 2px #0006,0 16px 44px #000a;color-scheme:dark}
*{box-sizing:border-box;margin:0;padding:0}
span,b,button,small{unicode-bidi:isolate}
.card{position:absolute;left:0;top:0;width:min(348px,calc(100vw - 16px));max-height:calc(100vh - 16px);overflow:auto;
 overscroll-behavior:contain;background:var(--paper);border:1px solid var(--line);border-radius:12px;box-shadow:var(--shadow);
 pointer-events:auto;padding:12px 16px 0;user-select:text;cursor:auto;scrollbar-width:thin}
.card[hidden]{display:none}
.card:focus{outline:none}
.card:focus-visible{outline:2px solid var(--ring);outline-offset:1px}
@media (prefers-reduced-motion:no-preference){
 .card.entering{animation:in .11s cubic-bezier(.2,.7,.3,1)}
 @keyframes in{from{opacity:0;translate:0 var(--from,4px)}}
 .btn,.ib{transition:background-color .12s,color .12s}
}
.head{display:flex;align-items:flex-start;gap:2px;margin-inline-end:-8px}
.names{flex:1;min-width:0;padding-top:1px}
.th{font-size:15px;font-weight:600;line-height:1.6;overflow-wrap:anywhere}
.en{font-size:18px;font-weight:600;line-height:1.3;letter-spacing:-.01em;margin:1px 0 7px;overflow-wrap:anywhere}
.en.none{font-size:14px;font-weight:400;letter-spacing:0;color:var(--ink-2);font-style:italic}
.chips{display:flex;gap:5px;flex-wrap:wrap;margin:0 0 9px}
.chip{font-size:12px;line-height:1.55;padding:0 8px;border-radius:99px;background:var(--paper-2);border:1px solid var(--line);color:var(--ink-2)}
.chip.acr{color:var(--acronym);border-color:currentColor;background:none;font-weight:600}
.chip.here{border-style:dashed;background:none}
.extra{font-size:12.5px;line-height:1.55;color:var(--ink-2);margin:0 0 8px;overflow-wrap:anywhere}
.extra b{font-weight:600;color:var(--ink)}
.link{font:inherit;color:var(--accent);background:none;border:0;border-radius:4px;text-align:start;cursor:pointer;text-decoration:underline;
 text-decoration-color:color-mix(in srgb,currentColor 35%,transparent);text-underline-offset:3px}
.link:hover{text-decoration-color:currentColor}
.src{display:flex;gap:7px;align-items:center;font-size:12.5px;line-height:1.45;color:var(--ink-2);padding:6px 0;border-top:1px solid var(--line)}
.src .says{flex:1;min-width:0}
.dot{flex:none;width:8px;height:8px;border-radius:50%;background:var(--ok)}
.dot.builtin{background:var(--accent)}.dot.user{background:var(--event)}
.dot.composed{background:none;border:1.5px dashed var(--ink-2)}.dot.none{background:none;border:1.5px solid var(--ink-3)}
.nav{display:flex;align-items:center;flex:none;font-variant-numeric:tabular-nums;margin-inline-end:-6px;white-space:nowrap}
.row{display:flex;gap:2px;align-items:center;border-top:1px solid var(--line);padding:6px 0 8px;margin:0 -8px;position:sticky;bottom:0;
 background:var(--paper)}
.row .gap{flex:1}
.btn,.ib{font:500 13px/1.4 inherit;font-family:inherit;border:0;background:none;color:var(--accent);border-radius:8px;cursor:pointer;
 display:inline-flex;align-items:center;gap:5px;min-height:28px;padding:3px 9px;white-space:nowrap}
.ib{width:28px;height:28px;min-height:0;padding:0;justify-content:center;color:var(--ink-2);flex:none}
.nav .ib{width:24px;height:24px}
.btn:hover,.ib:hover{background:var(--accent-soft)}
.btn.main{background:var(--accent-soft);font-weight:600}.btn.main:hover{background:var(--accent-soft-2)}
.btn.done{color:var(--ok)}.ib[aria-pressed=true]{color:var(--accent);background:var(--accent-soft)}
.btn:disabled,.ib:disabled{opacity:.5;cursor:default;background:none}
:focus-visible{outline:2px solid var(--ring);outline-offset:1px}
svg{width:15px;height:15px;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round;flex:none}
.filled svg{fill:currentColor}
.open svg{rotate:180deg}
.grip{cursor:grab;touch-action:none}.grip:active{cursor:grabbing}
.more{border-top:1px solid var(--line);padding:8px 0;font-size:12.5px;line-height:1.6;color:var(--ink-2);display:grid;gap:7px}
.more q{quotes:none;color:var(--ink-2);display:block;border-inline-start:2px solid var(--line);padding-inline-start:9px;overflow-wrap:anywhere}
.more q b{color:var(--ink);font-weight:600}
.more ul{list-style:none;display:grid;gap:2px}
.msg{font-size:12.5px;line-height:1.45;padding:7px 10px;margin:2px -6px 8px;border-radius:8px;background:var(--paper-2);color:var(--ink)}
.msg:empty{display:none}
.msg.bad{color:var(--bad)}.msg small{display:block;font-size:12px;color:var(--ink-2)}
form{display:grid;gap:9px;padding:2px 0 4px}
form h3{font-size:14px;font-weight:600;line-height:1.5}
label{display:grid;gap:3px;font-size:12.5px;color:var(--ink-2)}
input[type=text],select{font:inherit;font-size:14px;line-height:1.5;color:var(--ink);background:var(--paper-2);border:1px solid var(--line);border-radius:8px;
 padding:4px 9px;width:100%}
select{min-height:32px}
.choice{display:flex;gap:8px;align-items:baseline;font-size:13px;color:var(--ink);cursor:pointer}
.choice input{accent-color:var(--accent);translate:0 1px}
form .row{border-top:0;padding-top:2px;justify-content:flex-end}
.toast{position:absolute;left:0;top:0;width:max-content;max-width:min(420px,calc(100vw - 32px));background:#1d2433;color:#fff;border-radius:10px;padding:8px 8px 8px 14px;
 font-size:13.5px;display:flex;gap:8px;align-items:center;box-shadow:var(--shadow);pointer-events:auto}
[data-dark] .toast{background:#e8ebf2;color:#171b24}
.toast .btn{color:#a8c1ff;font-weight:600}[data-dark] .toast .btn{color:#2b59c3}
.toast[hidden]{display:none}
.inline{position:absolute;left:0;top:0;pointer-events:none;contain:layout style}
.inline span{position:absolute;left:0;top:0;font-size:10.5px;line-height:12px;padding:0 3px;border-radius:3px;white-space:nowrap;color:var(--accent);
 background:color-mix(in srgb,var(--over,var(--paper)) 88%,transparent);max-width:260px;overflow:hidden;text-overflow:ellipsis}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (pointer:coarse){.btn,.ib{min-height:40px;min-width:40px}}
@media (forced-colors:active){
 .card,.toast,.chip,.msg{border:1px solid CanvasText}.btn,.ib,.link{color:LinkText}.dot{forced-color-adjust:none;border:1px solid CanvasText}
 .btn.main{border:1px solid LinkText}.card{box-shadow:none}
}`;
