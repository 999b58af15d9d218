// Nothing here is needed: every page works without it.
import { initAll } from '/govuk/govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// A part of a page that tells of work in the background fetches itself again until the work is done.
const poll = async (part) => {
  const answer = await fetch(window.location.href, { headers: { Accept: 'text/html' } })
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-poll]')
  if (fresh) {
    part.replaceChildren(...fresh.childNodes)
    setTimeout(poll, 1000, part)
  } else {
    window.location.reload()
  }
}
const part = document.querySelector('[data-poll]')
if (part) setTimeout(poll, 1000, part)

for (const form of document.querySelectorAll('form[data-submit-on-change]')) {
  form.addEventListener('change', () => form.requestSubmit())
}
