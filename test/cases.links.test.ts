import { describe, expect, test } from 'vitest'
import { normalLink } from '../src/cases/links.ts'

describe('the page of one person is found by whichever address it was copied from', () => {
  test.each([
    [
      'facebook.com/rude.person',
      'https://www.facebook.com/Rude.Person',
      'http://m.facebook.com/rude.person/',
      'https://mbasic.facebook.com/rude.person?refid=17',
      'https://en-gb.facebook.com/rude.person?locale=en_GB&mibextid=ZbWKwL',
      'fb.com/rude.person?fbclid=IwAR0abc#posts',
      'https://web.facebook.com/rude.person?_rdc=1&_rdr',
    ],
    [
      'https://www.facebook.com/profile.php?id=100012345678',
      'facebook.com/profile.php?id=100012345678&sk=about',
      'https://m.facebook.com/people/Rude-Person/100012345678/',
    ],
    ['https://x.com/RudePerson', 'twitter.com/rudeperson?lang=en', 'https://mobile.twitter.com/RUDEPERSON?s=21&t=abc'],
    [
      'https://www.instagram.com/rude_person/',
      'instagram.com/Rude_Person?igsh=MTIzNA==',
      'https://instagram.com/rude_person/?hl=en&igshid=x',
    ],
    ['https://www.tiktok.com/@Rude.Person', 'tiktok.com/@rude.person?_t=8abc&_r=1&lang=en'],
    ['https://www.youtube.com/@RudePerson', 'https://m.youtube.com/@rudeperson?si=abc'],
    ['https://www.linkedin.com/in/Rude-Person-1a2b', 'uk.linkedin.com/in/rude-person-1a2b/?trk=people'],
    ['https://nextdoor.co.uk/profile/01AbC/', 'nextdoor.co.uk/profile/01AbC?utm_source=share'],
  ])('%s', (...spellings) => {
    expect(new Set(spellings.map(normalLink)).size).toBe(1)
  })
})

describe('two pages stay two', () => {
  test.each([
    ['https://x.com/a/status/1', 'https://x.com/a/status/2'],
    ['https://www.youtube.com/watch?v=abc', 'https://www.youtube.com/watch?v=ABC'],
    ['https://www.facebook.com/rude.person', 'https://www.facebook.com/rude.person/posts/12'],
    ['https://www.facebook.com/profile.php?id=1', 'https://www.facebook.com/profile.php?id=2'],
    ['https://www.instagram.com/p/AbC', 'https://www.instagram.com/p/abc'],
    ['https://example.org/Page', 'https://example.org/page'],
    ['https://nextdoor.co.uk/profile/01AbC', 'https://nextdoor.co.uk/profile/01abc'],
  ])('%s and %s', (one, other) => {
    expect(normalLink(one)).not.toBe(normalLink(other))
  })
})
