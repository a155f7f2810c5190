import { proxiesOf } from '../../server/requests/forwarded.ts'
import { hostsOf, originsOf } from '../../server/requests/hosts.ts'
import { list, text, whole } from './kinds.ts'
import { addressOf } from './values.ts'

/** Where the server listens, and to whom. */
export const networkOptions = {
  'port': whole({
    default: 4_000,
    most: 65_535,
    environment: 'PORT',
    help: ['where to listen; 0 for any free port'],
  }),
  'host': text({
    default: '127.0.0.1',
    environment: 'HOST',
    read: addressOf,
    help: ['the address to listen on'],
  }),
  'allowed-host': list({
    shown: 'name',
    absent: [],
    read: hostsOf,
    help: [
      'a name that requests may give in their Host header; may be given several times',
      'default: on a loopback address localhost, 127.0.0.0/8 and [::1], which always stay; elsewhere any',
    ],
  }),
  'allowed-origin': list({
    shown: 'origin',
    absent: [],
    read: originsOf,
    help: [
      'a site whose pages may send requests, such as https://ops.example.com; may be given several times',
      'default: only pages of this server itself',
    ],
  }),
  'trusted-proxy': list({
    shown: 'address',
    absent: proxiesOf([], ''),
    read: proxiesOf,
    help: [
      'an address or range, such as 10.0.0.0/8, of proxies whose X-Forwarded-For, -Host and -Proto are believed',
      'may be given several times; default: none',
    ],
  }),
  'tls-cert': text({
    shown: 'file',
    absent: undefined,
    read: (file: string): string | undefined => file,
    help: ['the certificate, with those that it needs, to serve HTTPS; read again when it changes'],
  }),
  'tls-key': text({
    shown: 'file',
    absent: undefined,
    read: (file: string): string | undefined => file,
    help: ['the key of the certificate'],
  }),
}
