import { BlockList, isIP } from 'node:net';

/**
 * @param list addresses or CIDRs (`203.0.113.7, 2001:db8::/32`) separated by commas; empty allows every address
 * @param setting name of the setting, for the error
 * @returns a function that says whether an address is allowed
 * @throws Error that names the invalid entry
 */
export function allowedAddresses(list: string, setting: string): (address: string) => boolean {
  const entries = list.split(/[,\s]+/).filter((entry) => entry !== '');
  if (entries.length === 0) return () => true;
  const allowed = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const kind = isIP(address);
    const prefix = bits === undefined ? (kind === 4 ? 32 : 128) : Number(bits);
    if (kind === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > (kind === 4 ? 32 : 128))
      throw new Error(`"${entry}" in ${setting} is neither an address nor a CIDR such as 203.0.113.0/24.`);
    allowed.addSubnet(address, prefix, kind === 4 ? 'ipv4' : 'ipv6');
  }
  return (address) => {
    // A socket that serves both kinds shows IPv4 as ::ffff:192.0.2.1.
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
    return isIP(plain) !== 0 && allowed.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6');
  };
}
