import type { ShopSettings } from '~/base/settings/shop-settings';

export interface BrandColours {
  readonly accent: string;
  /** Text on the accent: black or white, whichever reads better. */
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
  return {
    accent: accentColour,
    on_accent: contrast(accentColour, '#ffffff') >= contrast(accentColour, '#1c1c1c') ? '#ffffff' : '#1c1c1c',
    background: backgroundColour,
    ink: isDarkPage ? '#ffffff' : '#1c1c1c',
    muted: isDarkPage ? '#d9d9d9' : contrast(backgroundColour, '#6b6b6b') >= 4.5 ? '#6b6b6b' : '#4a4a4a',
    link: contrast(accentColour, '#ffffff') >= 4.5 ? accentColour : '#1c1c1c',
  };
}

/** Contrast ratio of two colours, 1 … 21 (WCAG 2). */
export function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
