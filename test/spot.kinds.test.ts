import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { signalsIn } from '../src/desks/open.ts'
import { spot } from '../src/desks/spot.ts'

const signals = signalsIn(join(import.meta.dirname, '..', 'policies'))
const deskOf = (message: string) => spot(signals, message)?.id ?? 'none'

describe('a worry is heard in the words people use for it, and the same words are left alone where they mean no harm', () => {
  const pairs: [desk: string, worry: string, harmless: string][] = [
    [
      'safeguarding',
      "tenant in sheltered says her carers skip her lunch, she's so thin",
      'carers week lunch is on the 8th',
    ],
    ['safeguarding', 'her fella answers for her every time she opens her mouth', 'he answers the phones on tuesdays'],
    [
      'safeguarding',
      'her ex keeps turning up at reception asking when her shift ends',
      'my ex is coming to the quiz night',
    ],
    [
      'safeguarding',
      'six lads living in the lockup behind the takeaway',
      'five of us slept in the caravan at the festival',
    ],
    [
      'safeguarding',
      'my nephew keeps saying white people are being replaced',
      'my son is obsessed with lego, drawing all day',
    ],
    [
      'safeguarding',
      "he's paid off his funeral and wont be troubling us again",
      'put my affairs in order before leave lol',
    ],
    ['safeguarding', "she said goodbye and she's given her budgie away", 'saying goodbye to jean on friday, cake at 3'],
    ['safeguarding', 'never once seen the daughter outside', 'never seen the garden look so good'],
    ['safeguarding', 'woman sat on the edge of the car park roof, legs over', 'the barrier at the car park is stuck'],
    ['safeguarding', 'a man says he will jump off the bridge', 'i jumped off the bus at the bridge'],
    ['emergency', 'a man says he is bringing a gun to the meeting', 'water guns for the fun day meeting'],
    [
      'emergency',
      'whiff of gas on floor 2, and two girls in the post room have passed out',
      'gas engineer is coming to the civic',
    ],
    ['emergency', 'the printer is on fire', 'our striker was on fire in the five a side'],
    [
      'emergency',
      "cllr smith's car was on fire last night",
      'cllr smith was on fire last night, best speech he has done',
    ],
    [
      'emergency',
      'they are shooting in the high street, theres a video',
      'shooting the promo video at the pool on tuesday',
    ],
    ['emergency', 'he had a knife at the repair cafe', 'the knife sharpening stall at the repair cafe is full'],
    ['content', 'he said somebody should shoot the leader in the comments', 'two hundred emails, somebody shoot me'],
    ['content', 'a post says the mayor is dead', 'the link on the intranet is dead'],
    ['conduct', 'my manager keeps abusing me', "the photocopier's been abusing me all day"],
    ['data-breach', 'you can still read the text under the black marks', 'the logo has black boxes round it'],
    ['data-breach', 'our payroll firm has had a cyber incident', 'supplier rang about the delivery van'],
    [
      'data-breach',
      'a tenants bank statement went in the wrong whatsapp group by mistake',
      'posted the rota in the team chat',
    ],
    [
      'account-security',
      'followed the link, signed in, now worried it was fake',
      'i clicked the link and it worked, thanks',
    ],
    ['account-security', 'keep getting login codes for the page i never requested', 'i got a code for the gym'],
    [
      'account-security',
      'bob was sacked last week and is still posting as us',
      'bob who retired last week says hi to everyone',
    ],
    ['press', 'somebody shoved a mic in my face as i left', 'open mic night outside the library'],
    ['press', 'got a missed call from the herald', 'someone at my door asking about broadband'],
  ]

  test.each(pairs)('%s: "%s", but not "%s"', (desk, worry, harmless) => {
    expect(deskOf(worry)).toBe(desk)
    expect(deskOf(harmless)).toBe('none')
  })
})

test('of three things that must be near each other, one may stand between the other two', () => {
  expect(deskOf('the black bars on the pdf can be removed')).toBe('data-breach')
  expect(deskOf('the pdf can be read, the black bars are removed')).toBe('data-breach')
})

test('words that meet over a stop are no figure of speech', () => {
  expect(deskOf('he smashed the laptop, attacking me with a chair')).toBe('emergency')
})
