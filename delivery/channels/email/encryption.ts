const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * @returns whether a mail server must encrypt: yes, unless it runs on this machine or the address allows plain text.
 */
export const mustEncrypt = ({ hostname, searchParams }: Pick<URL, 'hostname' | 'searchParams'>): boolean =>
  !LOOPBACK.has(hostname) && searchParams.get('ignoreTLS') !== 'true';
