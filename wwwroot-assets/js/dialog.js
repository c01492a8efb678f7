// The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back.
export function open(dialog, owner) {
  if (!dialog || dialog.open) return;
  dialog.addEventListener('close', () => owner.invokeMethodAsync('Closed').catch(() => {}), { once: true });
  dialog.showModal();
}

export function close(dialog) {
  if (dialog?.open) dialog.close();
}
