import type { Row } from '../row.ts'

/** Asks for the page of GraphiQL, and does not take it. */
export const pages: Row = {
  number: 1,
  sends: '300 sockets that ask for the GraphiQL page and leave it unread',
  attack: (hostile) => hostile.lanes(300, () => hostile.leaveUnread({}), 5_000),
}
