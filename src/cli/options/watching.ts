import { flag, text } from './kinds.ts'
import { addressOf, endpointOf, portOf } from './values.ts'

/** What the server tells its operator. */
export const watchingOptions = {
  'metrics-port': text<number | undefined>({
    shown: 'port',
    absent: undefined,
    read: portOf,
    help: [
      'a port of its own for `/metrics`, for all who reach it; 0 for any free port',
      'default: only `/metrics` beside the API',
    ],
  }),
  'metrics-host': text({
    default: '127.0.0.1',
    read: addressOf,
    help: ['the address of --metrics-port'],
  }),
  'otlp-endpoint': text<URL | undefined>({
    shown: 'url',
    absent: undefined,
    environment: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    read: endpointOf,
    help: [
      'where traces are sent by OTLP over HTTP, such as http://127.0.0.1:4318',
      'default: nothing is traced',
    ],
  }),
  'no-metrics': flag({ help: ['measure nothing, and answer no `/metrics`'] }),
}
