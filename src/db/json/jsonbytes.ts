/** Bytes that JSON is made of. */
export const [quote, comma, colon, backslash] = [34, 44, 58, 92] as const
export const [openArray, closeArray, openObject, closeObject] = [91, 93, 123, 125] as const
