import { must } from './dom';

export type ToastInput = {
  id?: string;
  message: string;
  isError?: boolean;
  durationMs?: number;
  action?: string | null;
  onAction?: () => void;
  onDismiss?: () => void;
};

/** One toast at the foot of the admin; it goes by itself. */
export function showToast(input: ToastInput): void {
  const toast = document.createElement('div');
  toast.className = `toast ${input.isError ? 'error' : ''}`;
  toast.dataset.id = input.id ?? '';
  toast.append(input.message);
  const close = () => {
    clearTimeout(timer);
    toast.remove();
  };
  if (input.action) {
    const action = document.createElement('button');
    action.textContent = input.action;
    action.addEventListener('click', () => {
      close();
      input.onAction?.();
    });
    toast.append(action);
  }
  const dismiss = document.createElement('button');
  dismiss.className = 'dismiss';
  dismiss.textContent = '✕';
  dismiss.setAttribute('aria-label', 'Dismiss');
  dismiss.addEventListener('click', () => {
    close();
    input.onDismiss?.();
  });
  toast.append(dismiss);
  must('.toasts').append(toast);
  const timer = setTimeout(close, input.durationMs ?? 5000);
}

export function hideToast(id: string): void {
  for (const toast of document.querySelectorAll<HTMLElement>('.toast'))
    if (toast.dataset.id === id) toast.remove();
}
