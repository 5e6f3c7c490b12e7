export const modalStyles = `
  :host { display: none; }
  :host([showing]) { display: block; position: fixed; inset: 0; z-index: 100000; font-family: Inter, system-ui, sans-serif; }
  .backdrop { position: absolute; inset: 0; background: rgba(0, 0, 0, .55); }
  .dialog { position: absolute; left: 50%; top: 50%; transform: translate(-50%, -50%); width: min(620px, calc(100vw - 32px));
    max-height: calc(100vh - 64px); display: flex; flex-direction: column; background: #fff; border-radius: 16px; overflow: hidden;
    box-shadow: 0 20px 60px rgba(0, 0, 0, .3); outline: none; }
  :host([variant=small]) .dialog { width: min(380px, calc(100vw - 32px)); }
  :host([variant=large]) .dialog { width: min(980px, calc(100vw - 32px)); }
  :host([variant=max]) .dialog { width: calc(100vw - 16px); height: calc(100vh - 16px); max-height: none; }
  header { display: flex; align-items: center; justify-content: space-between; padding: 12px 16px; background: #f3f3f3; border-bottom: 1px solid #e3e3e3; }
  h2 { margin: 0; font-size: 14px; font-weight: 650; color: #303030; }
  .close { border: 0; background: none; font-size: 14px; width: 28px; height: 28px; border-radius: 8px; cursor: pointer; color: #4a4a4a; }
  .close:hover { background: #e3e3e3; }
  .body { overflow: auto; flex: 1; }
  footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 16px; border-top: 1px solid #e3e3e3; }
  footer[hidden] { display: none; }
  footer button { font: 550 13px/20px Inter, system-ui, sans-serif; padding: 6px 12px; border-radius: 8px; border: 1px solid #c9c9c9; background: #fff; cursor: pointer; color: #303030; }
  footer button.primary { background: #303030; border-color: #303030; color: #fff; }
  footer button.critical { background: #c70a24; border-color: #c70a24; color: #fff; }
  footer button[disabled] { opacity: .45; cursor: default; }
  button:focus-visible { outline: 2px solid #005bd3; outline-offset: 1px; }
  @media (max-width: 500px) { .dialog { top: auto; bottom: 0; transform: translateX(-50%); width: 100vw !important; border-radius: 16px 16px 0 0; } }
`;
