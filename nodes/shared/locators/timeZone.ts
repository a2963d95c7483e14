import { searchOf } from './listSearch';
import { locator } from './locator';

/** The names that Windows gives to time zones, each with places that have it, from west to east. */
const ZONES = `
Dateline Standard Time|UTC-12
UTC-11|UTC-11
Aleutian Standard Time|Aleutian Islands
Hawaiian Standard Time|Hawaii
Marquesas Standard Time|Marquesas Islands
Alaskan Standard Time|Alaska
UTC-09|UTC-9
Pacific Standard Time (Mexico)|Tijuana
UTC-08|UTC-8
Pacific Standard Time|Los Angeles, Vancouver
US Mountain Standard Time|Arizona
Mountain Standard Time (Mexico)|La Paz, Mazatlan
Mountain Standard Time|Denver, Calgary
Yukon Standard Time|Yukon
Central America Standard Time|Guatemala, Costa Rica
Central Standard Time|Chicago, Winnipeg
Easter Island Standard Time|Easter Island
Central Standard Time (Mexico)|Mexico City, Monterrey
Canada Central Standard Time|Saskatchewan
SA Pacific Standard Time|Bogota, Lima, Quito
Eastern Standard Time (Mexico)|Cancun
Eastern Standard Time|New York, Toronto
Haiti Standard Time|Haiti
Cuba Standard Time|Havana
US Eastern Standard Time|Indiana (East)
Turks And Caicos Standard Time|Turks and Caicos
Paraguay Standard Time|Asuncion
Atlantic Standard Time|Halifax, Bermuda
Venezuela Standard Time|Caracas
Central Brazilian Standard Time|Cuiaba
SA Western Standard Time|La Paz, San Juan, Manaus
Pacific SA Standard Time|Santiago
Newfoundland Standard Time|Newfoundland
Tocantins Standard Time|Araguaina
E. South America Standard Time|Sao Paulo, Brasilia
SA Eastern Standard Time|Cayenne, Fortaleza
Argentina Standard Time|Buenos Aires
Greenland Standard Time|Greenland
Montevideo Standard Time|Montevideo
Magallanes Standard Time|Punta Arenas
Saint Pierre Standard Time|Saint Pierre and Miquelon
Bahia Standard Time|Salvador
UTC-02|UTC-2
Azores Standard Time|Azores
Cape Verde Standard Time|Cape Verde
UTC|Coordinated Universal Time
GMT Standard Time|London, Dublin, Lisbon
Greenwich Standard Time|Reykjavik, Monrovia
Sao Tome Standard Time|Sao Tome
Morocco Standard Time|Casablanca
W. Europe Standard Time|Amsterdam, Berlin, Rome, Vienna, Zurich
Central Europe Standard Time|Belgrade, Budapest, Prague
Romance Standard Time|Brussels, Copenhagen, Madrid, Paris
Central European Standard Time|Warsaw, Zagreb, Sarajevo
W. Central Africa Standard Time|Lagos, Algiers
GTB Standard Time|Athens, Bucharest
Middle East Standard Time|Beirut
Egypt Standard Time|Cairo
E. Europe Standard Time|Chisinau
West Bank Standard Time|Gaza, Hebron
South Africa Standard Time|Johannesburg, Harare
FLE Standard Time|Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius
Israel Standard Time|Jerusalem
South Sudan Standard Time|Juba
Kaliningrad Standard Time|Kaliningrad
Sudan Standard Time|Khartoum
Libya Standard Time|Tripoli
Namibia Standard Time|Windhoek
Jordan Standard Time|Amman
Arabic Standard Time|Baghdad
Syria Standard Time|Damascus
Turkey Standard Time|Istanbul
Arab Standard Time|Kuwait, Riyadh
Belarus Standard Time|Minsk
Russian Standard Time|Moscow, Saint Petersburg
E. Africa Standard Time|Nairobi
Volgograd Standard Time|Volgograd
Iran Standard Time|Tehran
Arabian Standard Time|Abu Dhabi, Muscat
Astrakhan Standard Time|Astrakhan
Azerbaijan Standard Time|Baku
Russia Time Zone 3|Izhevsk, Samara
Mauritius Standard Time|Port Louis
Saratov Standard Time|Saratov
Georgian Standard Time|Tbilisi
Caucasus Standard Time|Yerevan
Afghanistan Standard Time|Kabul
West Asia Standard Time|Ashgabat, Tashkent
Ekaterinburg Standard Time|Yekaterinburg
Pakistan Standard Time|Islamabad, Karachi
Qyzylorda Standard Time|Qyzylorda
India Standard Time|Chennai, Kolkata, Mumbai, New Delhi
Sri Lanka Standard Time|Colombo
Nepal Standard Time|Kathmandu
Central Asia Standard Time|Bishkek, Astana
Bangladesh Standard Time|Dhaka
Omsk Standard Time|Omsk
Myanmar Standard Time|Yangon
SE Asia Standard Time|Bangkok, Hanoi, Jakarta
Altai Standard Time|Barnaul
W. Mongolia Standard Time|Hovd
North Asia Standard Time|Krasnoyarsk
N. Central Asia Standard Time|Novosibirsk
Tomsk Standard Time|Tomsk
China Standard Time|Beijing, Hong Kong
North Asia East Standard Time|Irkutsk
Singapore Standard Time|Kuala Lumpur, Singapore
W. Australia Standard Time|Perth
Taipei Standard Time|Taipei
Ulaanbaatar Standard Time|Ulaanbaatar
Aus Central W. Standard Time|Eucla
Transbaikal Standard Time|Chita
Tokyo Standard Time|Osaka, Sapporo, Tokyo
North Korea Standard Time|Pyongyang
Korea Standard Time|Seoul
Yakutsk Standard Time|Yakutsk
Cen. Australia Standard Time|Adelaide
AUS Central Standard Time|Darwin
E. Australia Standard Time|Brisbane
AUS Eastern Standard Time|Canberra, Melbourne, Sydney
West Pacific Standard Time|Guam, Port Moresby
Tasmania Standard Time|Hobart
Vladivostok Standard Time|Vladivostok
Lord Howe Standard Time|Lord Howe Island
Bougainville Standard Time|Bougainville Island
Russia Time Zone 10|Chokurdakh
Magadan Standard Time|Magadan
Norfolk Standard Time|Norfolk Island
Sakhalin Standard Time|Sakhalin
Central Pacific Standard Time|Solomon Islands, New Caledonia
Russia Time Zone 11|Anadyr, Petropavlovsk-Kamchatsky
New Zealand Standard Time|Auckland, Wellington
UTC+12|UTC+12
Fiji Standard Time|Fiji
Chatham Islands Standard Time|Chatham Islands
UTC+13|UTC+13
Tonga Standard Time|Nuku'alofa
Samoa Standard Time|Samoa
Line Islands Standard Time|Kiritimati Island
`;

const entries = ZONES.trim()
	.split('\n')
	.map((line) => {
		const [value, places] = line.split('|');
		return { name: `${value} (${places})`, value };
	});

/** Litmos publishes no list of what it takes, so what is not in this one can be typed. */
export const timeZoneLocator = locator({
	field: {
		displayName: 'Time Zone',
		name: 'TimeZone',
		required: true,
		description: "Time zone of the session's times",
	},
	list: {
		method: 'searchTimeZones',
		placeholder: 'Select a time zone...',
		search: searchOf(entries),
		isLocal: true,
	},
	modes: {
		id: {
			label: 'By Windows Name',
			placeholder: 'e.g. GMT Standard Time',
			hint: 'Litmos uses Windows time zone names',
		},
	},
});
