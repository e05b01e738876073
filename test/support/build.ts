/** Builds an index in the folder it is given, again and again, until it is killed: see test/index.test.ts. */
import { buildIndex } from '../../src/search/build.ts'
import { materialOf } from './council.ts'

const [folder = '', text = ''] = process.argv.slice(2)
const clauses = Array.from({ length: 300 }, (_, at) => ({ ref: `${at}`, text: `${text} ${at} bicycle shed lock` }))
for (;;) {
  await buildIndex({ ...materialOf({ shed: clauses }), folder, fingerprints: {}, now: () => new Date() })
  console.log('built')
}
