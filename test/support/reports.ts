/** Reports of mail servers about a mail that could not be delivered, as each kind of server writes them, in words of ours. */

interface Failed {
  /** The headers of the mail that came back. */
  headers: string
  action?: string
  status?: string
  envelopeId?: string
}

/** Postfix, and most others: RFC 3464, with the headers alone. */
export function postfix({ headers, action = 'failed', status = '5.1.1', envelopeId }: Failed): string {
  return report('signpost@council.test', [
    ['text/plain; charset=us-ascii', 'This is the mail system at host mx.council.test.\n\nIt could not be delivered.'],
    [
      'message/delivery-status',
      `Reporting-MTA: dns; mx.council.test\n${envelopeId ? `Original-Envelope-Id: ${envelopeId}\n` : ''}Arrival-Date: Fri, 20 Nov 2026 10:00:00 +0000 (GMT)\n\nFinal-Recipient: rfc822; clerk@council.test\nOriginal-Recipient: rfc822;clerk@council.test\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: smtp; 550 ${status} no such\n    user here\n`,
    ],
    ['text/rfc822-headers', headers],
  ])
}

/** Exchange: the same with names of its own, a page of HTML, its own Message-ID on our mail, and all of it attached. */
export function exchange({ headers, status = '5.1.10' }: Failed): string {
  const page = '<html><body><b>Delivery has failed to these recipients or groups</b></body></html>'
  const inside = report('', [
    ['text/plain; charset="us-ascii"', 'Delivery has failed to these recipients or groups:\n\nclerk'],
    ['text/html; charset="us-ascii"', page],
  ]).replace(/^[\s\S]*?(?=Content-Type)/, '')
  return `X-MS-Exchange-Message-Is-Ndr:\n${report('signpost@council.test', [
    [inside.split('\n\n')[0]?.replace('Content-Type: ', '') ?? '', inside.split('\n\n').slice(1).join('\n\n')],
    [
      'message/delivery-status',
      `Reporting-MTA: dns;AM0PR01.prod.outlook.test\nReceived-From-MTA: dns;DB6.outlook.test\n\nFinal-Recipient: rfc822;clerk@council.test\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp;550 ${status} RESOLVER.ADR.RecipientNotFound\nX-Display-Name: clerk\n`,
    ],
    [
      'message/rfc822',
      `${headers.replace(/^Message-ID:.*(?:\n .*)*/im, 'Message-ID: <AM0PR@outlook.test>')}\n\nAll of it.`,
    ],
  ])}`
}

/** Exim as it was for long: no parts, those it failed for in a header, and the mail below a line. */
export function exim({ headers }: Failed): string {
  return `X-Failed-Recipients: clerk@council.test\nAuto-Submitted: auto-replied\nFrom: Mail Delivery System <Mailer-Daemon@mx.test>\nTo: signpost@council.test\nSubject: Mail delivery failed: returning message to sender\n\nThis message was created automatically by mail delivery software.\n\n  clerk@council.test\n    host mx.test: 550 Unknown user\n\n------ This is a copy of the message, including all the headers. ------\n\n${headers}\n\nAll of it.\n`
}

function report(to: string, parts: [type: string, body: string][]): string {
  const boundary = `B${parts.length}/${to.length}=_x`
  const type = to ? 'multipart/report; report-type=delivery-status' : 'multipart/alternative'
  const inside = parts.map(([type, body]) => `--${boundary}\nContent-Type: ${type}\n\n${body}\n`).join('\n')
  return `From: MAILER-DAEMON@mx.council.test\nTo: ${to}\nSubject: Undelivered\nMIME-Version: 1.0\nContent-Type: ${type};\n\tboundary="${boundary}"\n\n${inside}\n--${boundary}--\n`
}
