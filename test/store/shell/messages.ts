/** What the app's frame and the admin around it say to each other, by postMessage. */
export type NavItem = { label: string; href: string; isHome: boolean };
export type TitleAction = {
  key: string;
  label: string;
  isPrimary: boolean;
  isDisabled: boolean;
  isCritical: boolean;
};

export type FromApp =
  | { type: 'ready' }
  | { type: 'ask'; id: string; what: 'token' | 'user' | 'leave' }
  | { type: 'navigated'; path: string }
  | { type: 'nav'; items: NavItem[] }
  | { type: 'title'; title: string | null; actions: TitleAction[] }
  | {
      type: 'toast';
      id: string;
      message: string;
      isError: boolean;
      durationMs: number;
      action: string | null;
    }
  | { type: 'toast-hide'; id: string }
  | { type: 'save-bar'; isShown: boolean; canSave: boolean; isSaving: boolean; asksBeforeDiscard: boolean }
  | { type: 'loading'; isLoading: boolean }
  | { type: 'modal'; isOpen: boolean }
  | { type: 'open'; url: string; target: string };

export type ToApp =
  /** The admin listens; until then the app keeps what it has to say. */
  | { type: 'hello' }
  | { type: 'answer'; id: string; value: unknown }
  | { type: 'no-answer'; id: string }
  | { type: 'navigate'; href: string }
  | { type: 'title-action'; key: string }
  | { type: 'save-bar-action'; action: 'save' | 'discard' }
  | { type: 'toast-event'; id: string; event: 'action' | 'dismiss' };

export type Envelope<T> = { localStore: 1; message: T };
