// Shows new mail by itself: the list is read anew when the count has changed and nobody is typing.
const received = document.currentScript.dataset.received;
setInterval(async () => {
  if (document.hidden || document.activeElement?.tagName === 'INPUT') return;
  const response = await fetch('/mailbox.json?limit=0').catch(() => null);
  const now = response?.ok ? String((await response.json()).received) : received;
  if (now !== received && !document.body.classList.contains('has-mail')) location.reload();
}, 3_000);
