import { searchOf } from './listSearch';
import { locator } from './locator';

/** Codes as .NET has them, which Litmos runs on: only en-US was ever seen in an answer of Litmos. */
const LANGUAGES = `
af-ZA|Afrikaans
sq-AL|Albanian
ar-AE|Arabic (United Arab Emirates)
ar-BH|Arabic (Bahrain)
ar-DZ|Arabic (Algeria)
ar-EG|Arabic (Egypt)
ar-IQ|Arabic (Iraq)
ar-JO|Arabic (Jordan)
ar-KW|Arabic (Kuwait)
ar-LB|Arabic (Lebanon)
ar-MA|Arabic (Morocco)
ar-OM|Arabic (Oman)
ar-QA|Arabic (Qatar)
ar-SA|Arabic (Saudi Arabia)
ar-TN|Arabic (Tunisia)
hy-AM|Armenian
az-Latn-AZ|Azerbaijani (Latin)
eu-ES|Basque
be-BY|Belarusian
bn-BD|Bengali (Bangladesh)
bs-Latn-BA|Bosnian (Latin)
bg-BG|Bulgarian
my-MM|Burmese
ca-ES|Catalan
zh-CN|Chinese (Simplified, China)
zh-HK|Chinese (Traditional, Hong Kong)
zh-SG|Chinese (Simplified, Singapore)
zh-TW|Chinese (Traditional, Taiwan)
hr-HR|Croatian
cs-CZ|Czech
da-DK|Danish
nl-BE|Dutch (Belgium)
nl-NL|Dutch (Netherlands)
en-AU|English (Australia)
en-CA|English (Canada)
en-GB|English (United Kingdom)
en-HK|English (Hong Kong)
en-IE|English (Ireland)
en-IN|English (India)
en-MY|English (Malaysia)
en-NZ|English (New Zealand)
en-PH|English (Philippines)
en-SG|English (Singapore)
en-US|English (United States)
en-ZA|English (South Africa)
et-EE|Estonian
fil-PH|Filipino
fi-FI|Finnish
fr-BE|French (Belgium)
fr-CA|French (Canada)
fr-CH|French (Switzerland)
fr-FR|French (France)
fr-LU|French (Luxembourg)
gl-ES|Galician
ka-GE|Georgian
de-AT|German (Austria)
de-CH|German (Switzerland)
de-DE|German (Germany)
de-LU|German (Luxembourg)
el-GR|Greek
gu-IN|Gujarati
he-IL|Hebrew
hi-IN|Hindi
hu-HU|Hungarian
is-IS|Icelandic
id-ID|Indonesian
ga-IE|Irish
it-CH|Italian (Switzerland)
it-IT|Italian (Italy)
ja-JP|Japanese
kn-IN|Kannada
kk-KZ|Kazakh
km-KH|Khmer
ko-KR|Korean
lo-LA|Lao
lv-LV|Latvian
lt-LT|Lithuanian
mk-MK|Macedonian
ms-MY|Malay (Malaysia)
ml-IN|Malayalam
mt-MT|Maltese
mi-NZ|Maori
mr-IN|Marathi
mn-MN|Mongolian
ne-NP|Nepali
nb-NO|Norwegian (Bokmål)
nn-NO|Norwegian (Nynorsk)
fa-IR|Persian
pl-PL|Polish
pt-BR|Portuguese (Brazil)
pt-PT|Portuguese (Portugal)
pa-IN|Punjabi
ro-RO|Romanian
ru-RU|Russian
sr-Cyrl-RS|Serbian (Cyrillic)
sr-Latn-RS|Serbian (Latin)
si-LK|Sinhala
sk-SK|Slovak
sl-SI|Slovenian
es-AR|Spanish (Argentina)
es-CL|Spanish (Chile)
es-CO|Spanish (Colombia)
es-CR|Spanish (Costa Rica)
es-EC|Spanish (Ecuador)
es-ES|Spanish (Spain)
es-GT|Spanish (Guatemala)
es-MX|Spanish (Mexico)
es-PE|Spanish (Peru)
es-US|Spanish (United States)
es-UY|Spanish (Uruguay)
es-VE|Spanish (Venezuela)
sw-KE|Swahili
sv-FI|Swedish (Finland)
sv-SE|Swedish (Sweden)
ta-IN|Tamil
te-IN|Telugu
th-TH|Thai
tr-TR|Turkish
uk-UA|Ukrainian
ur-PK|Urdu
uz-Latn-UZ|Uzbek (Latin)
vi-VN|Vietnamese
cy-GB|Welsh
zu-ZA|Zulu
`;

const entries = LANGUAGES.trim()
	.split('\n')
	.map((line) => {
		const [value, language] = line.split('|');
		return { name: `${language}, ${value}`, value };
	});

/** Litmos publishes no list of what it takes, so what is not in this one can be typed. */
export const languageLocator = locator({
	field: {
		displayName: 'Language',
		name: 'Culture',
		description:
			'Language of the Litmos screens and emails. If the account does not have it, the item fails with "Culture is invalid".',
	},
	list: {
		method: 'searchLanguages',
		placeholder: 'Select a language...',
		search: searchOf(entries),
		isLocal: true,
	},
	modes: {
		id: {
			label: 'By Code',
			placeholder: 'e.g. en-US',
			hint: 'Language and country code, such as en-US',
		},
	},
});
