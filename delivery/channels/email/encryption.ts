const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** @returns whether a mail server has to encrypt: unless it runs here, or the address says that it need not. */
export const mustEncrypt = ({ hostname, searchParams }: Pick<URL, 'hostname' | 'searchParams'>): boolean =>
  !LOOPBACK.has(hostname) && searchParams.get('ignoreTLS') !== 'true';
