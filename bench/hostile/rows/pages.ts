import type { Row } from '../row.ts'

/** Requests GraphiQL's page, and does not read it. */
export const pages: Row = {
  number: 1,
  sends: '300 sockets that ask for the GraphiQL page and leave it unread',
  attack: (hostile) => hostile.lanes(300, () => hostile.leaveUnread({}), 5_000),
}
