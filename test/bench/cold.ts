/** A process that opens an index and answers one question: see search.ts beside it. */
import { lsa } from '../../src/search/lsa.ts'
import { openIndex } from '../../src/search/open.ts'
import { search } from '../../src/search/search.ts'

const opened = await openIndex(process.argv[2] ?? '', { expect: lsa() })
if (opened) await search(opened.index, 'can I post about work on my own page')
