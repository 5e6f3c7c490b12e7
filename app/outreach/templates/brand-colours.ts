import { contrast } from '~/base/lib/colour';
import type { ShopSettings } from '~/base/settings/shop-settings';

export interface BrandColours {
  readonly accent: string;
  /** Text on the accent: white where that can be read, else dark. */
  readonly on_accent: string;
  readonly background: string;
  /** Text on the background. */
  readonly ink: string;
  readonly muted: string;
  /** The accent where it is dark enough to be read on white, else a plain dark tone. */
  readonly link: string;
}

/** Colours for a mail from the shop's two, so that whatever a merchant chooses stays readable (WCAG AA, 4.5 : 1). */
export function brandColours({ accentColour, backgroundColour }: ShopSettings['brand']): BrandColours {
  const isDarkPage = contrast(backgroundColour, '#ffffff') > contrast(backgroundColour, '#1c1c1c');
  // Of white and black one can be read on any colour.
  const isReadable = (words: string) => contrast(accentColour, words) >= 4.5;
  return {
    accent: accentColour,
    on_accent: isReadable('#ffffff') ? '#ffffff' : isReadable('#1c1c1c') ? '#1c1c1c' : '#000000',
    background: backgroundColour,
    ink: isDarkPage ? '#ffffff' : '#1c1c1c',
    muted: isDarkPage ? '#d9d9d9' : contrast(backgroundColour, '#6b6b6b') >= 4.5 ? '#6b6b6b' : '#4a4a4a',
    link: isReadable('#ffffff') ? accentColour : '#1c1c1c',
  };
}
