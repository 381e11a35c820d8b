/** The nonce that the page's policy requires on every style sheet written at run time. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/**
 * Ant Design takes the nonce by its configuration, but for two helpers (the lock of the scroll bar, its width), which
 * write style sheets without one. So every style element gets it here.
 */
export function giveNonceToStyles(): void {
  const create = document.createElement.bind(document);
  document.createElement = (tag: string, options?: ElementCreationOptions) => {
    const element = create(tag, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
