import * as fc from 'fast-check'

const [surrogates, firstSurrogate] = [0x800, 0xd800]

/**
 * Any character that an encoding has, as the unit of a text: what `binary` stands for, whose table of all of them takes
 * seconds to make.
 */
export const codePoint: fc.Arbitrary<string> = fc
  .nat(0x10ffff - surrogates)
  .map((code) => String.fromCodePoint(code < firstSurrogate ? code : code + surrogates))
