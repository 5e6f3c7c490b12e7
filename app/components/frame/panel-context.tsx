import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { PanelLocale } from '~/base/strings/panel';
import { type PanelVoice, panelVoice } from '~/base/strings/panel-voice';

/** What every view needs: the panel's voice, and the shop that it speaks to. */
export interface Panel extends PanelVoice {
  readonly shopDomain: string;
}

const Context = createContext<Panel | null>(null);

export interface PanelProviderProps {
  readonly locale: PanelLocale;
  readonly countryCode: string | null;
  readonly timeZone: string;
  readonly currency: string;
  readonly shopDomain: string;
  readonly today: string;
  readonly children: ReactNode;
}

export function PanelProvider({
  locale,
  countryCode,
  timeZone,
  currency,
  shopDomain,
  today,
  children,
}: PanelProviderProps) {
  const panel = useMemo<Panel>(
    () => ({ ...panelVoice({ locale, countryCode, timeZone, currency, today }), shopDomain }),
    [locale, countryCode, timeZone, currency, shopDomain, today],
  );
  return <Context.Provider value={panel}>{children}</Context.Provider>;
}

export function usePanel(): Panel {
  const panel = useContext(Context);
  if (!panel) throw new Error('A view of the panel stands outside PanelProvider');
  return panel;
}
