import { markOnWhite, textOn } from '~/components/public/readable-colour';

export interface PageColours {
  readonly accentColour: string;
  readonly backgroundColour: string;
}

const HEX = /^#[0-9a-f]{6}$/i;
const NEUTRAL: PageColours = { accentColour: '#1f5c4d', backgroundColour: '#f4f2ee' };

/**
 * The whole style of a public page, in the shop's colours. Plain text, so that the page's policy can name its hash; a
 * colour that is not one never gets in.
 */
export function pageStyle(colours: PageColours | null): string {
  const given = colours ?? NEUTRAL;
  const accent = HEX.test(given.accentColour) ? given.accentColour : NEUTRAL.accentColour;
  const ground = HEX.test(given.backgroundColour) ? given.backgroundColour : NEUTRAL.backgroundColour;
  return `:root{--accent:${accent};--on-accent:${textOn(accent)};--mark:${markOnWhite(accent)};--ground:${ground};--on-ground:${textOn(ground)}}${RULES}`;
}

const RULES = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;min-height:100vh;background:var(--ground);color:#1c1c1c;font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;display:flex;flex-direction:column;align-items:center;padding:1rem 1rem 2rem}
header{padding:1.25rem 0;text-align:center;max-width:100%}
header img{display:block;max-width:12rem;max-height:4rem;margin:0 auto;object-fit:contain}
header strong{font-size:1.125rem;color:var(--on-ground);overflow-wrap:anywhere}
main{width:100%;max-width:34rem;background:#fff;border-radius:.75rem;padding:1.5rem;box-shadow:0 1px 3px rgb(0 0 0/.12)}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem;overflow-wrap:anywhere}
h2{font-size:1.0625rem;margin:0 0 .25rem}
p{margin:0 0 1rem}
.quiet{color:#595959}
form{margin:0}
fieldset{border:0;margin:0 0 1.5rem;padding:0;min-width:0}
legend{font-weight:600;padding:0;margin-bottom:.5rem}
.choice{display:flex;gap:.75rem;align-items:flex-start;padding:.75rem;border:1px solid #8a8a8a;border-radius:.5rem;margin-bottom:.5rem;cursor:pointer}
.choice input{flex:none;width:1.25rem;height:1.25rem;margin:.125rem 0 0;accent-color:var(--mark)}
.choice:has(input:checked){border-color:var(--mark);box-shadow:inset 0 0 0 1px var(--mark)}
.choice span{min-width:0;overflow-wrap:anywhere}
.choice small{display:block;font-size:.9375rem;color:#595959}
label.field{display:block;font-weight:600;margin-bottom:1rem}
select,textarea{display:block;width:100%;font:inherit;font-weight:400;color:inherit;background:#fff;border:1px solid #767676;border-radius:.5rem;padding:.625rem;margin-top:.375rem}
button,.button{display:inline-block;width:100%;min-height:2.75rem;padding:.625rem 1.25rem;border:1px solid var(--mark);border-radius:.5rem;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button.plain{background:#fff;color:#1c1c1c;border-color:#767676}
a{color:#1c1c1c;text-decoration:underline;text-underline-offset:.15em}
a.button{color:var(--on-accent);text-decoration:none}
:focus-visible{outline:3px solid #1a5fd0;outline-offset:2px}
.done{border-left:.25rem solid var(--mark);background:#f3f6f4;padding:.75rem 1rem;border-radius:.25rem;margin:0 0 1.25rem}
.apart{border-top:1px solid #d6d6d6;margin-top:1.75rem;padding-top:1.5rem}
.more{margin:1.25rem 0 0}
footer{margin-top:1.25rem;text-align:center}
footer a{color:var(--on-ground);display:inline-block;padding:.5rem}
@media (min-width:40rem){body{padding-top:3rem}main{padding:2.25rem}button,.button{width:auto}}
@media (prefers-reduced-motion:no-preference){.choice{transition:border-color .12s}}
`;
