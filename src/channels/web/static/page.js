import { clauses } from './clauses.js'
import { clocks } from './clocks.js'
import { commands } from './commands.js'
import { forms } from './forms.js'
import { keep } from './keep.js'
import { news } from './news.js'
import { talk } from './talk.js'

// Every page works without this. What it adds: no reload where one only asks on, hints, clocks that run, news as it comes, and words
// that outlive a reload.
document.documentElement.classList.add('script')
keep()
forms()
commands()
talk()
clauses()
clocks()
news()
