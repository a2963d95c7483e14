/** A culture's names. `Script|latin` gives the Latin form that an e-mail address uses. */
export interface Culture {
	given: readonly string[];
	family: readonly string[];
	timeZone: string;
	country: string;
	culture: string;
}

/** Invented people from many places: accents, apostrophes, hyphens, spaces, non-Latin scripts. */
export const CULTURES: readonly Culture[] = [
	{
		given: ['Amelia', 'Oliver', 'Grace', 'Thomas', 'Imogen', 'Rhys'],
		family: ["O'Connor", 'Smith-Hughes', 'Taylor', 'Whitfield', 'Llewellyn', "D'Arcy"],
		timeZone: 'GMT Standard Time',
		country: 'United Kingdom',
		culture: 'en-GB',
	},
	{
		given: ['Siobhán', 'Cillian', 'Aoife', 'Pádraig'],
		family: ["O'Sullivan", 'Ní Bhriain', 'Mac Gearailt', "O'Neill"],
		timeZone: 'GMT Standard Time',
		country: 'Ireland',
		culture: 'en-US',
	},
	{
		given: ['Jamal', 'Emily', 'Marcus', 'Destiny', 'Tyler', 'Kayla'],
		family: ['Washington', 'Brooks', 'Delgado', 'Nguyen', 'Kowalski', 'Freeman'],
		timeZone: 'Pacific Standard Time',
		country: 'United States',
		culture: 'en-US',
	},
	{
		given: ['José', 'Lucía', 'Íñigo', 'Begoña'],
		family: ['Núñez', 'García López', 'Etxeberria', 'de la Cruz'],
		timeZone: 'Romance Standard Time',
		country: 'Spain',
		culture: 'es-ES',
	},
	{
		given: ['Chloé', 'François', 'Maëlle', 'Jean-Loup'],
		family: ["L'Hôpital", 'Lefèvre', 'Béranger', "d'Aubigné"],
		timeZone: 'Romance Standard Time',
		country: 'France',
		culture: 'fr-FR',
	},
	{
		given: ['Jürgen', 'Käthe', 'Björn', 'Annelie'],
		family: ['Müller', 'von Strauß', 'Schröder', 'Groß'],
		timeZone: 'W. Europe Standard Time',
		country: 'Germany',
		culture: 'de-DE',
	},
	{
		given: ['Łukasz', 'Małgorzata', 'Żaneta', 'Wojciech'],
		family: ['Wójcik', 'Dąbrowska', 'Żuławski', 'Szczęsny'],
		timeZone: 'Central European Standard Time',
		country: 'Poland',
		culture: 'pl-PL',
	},
	{
		given: ['Søren', 'Åsa', 'Þórdís', 'Mikkel'],
		family: ['Østergaard', 'Lindström', 'Jónsdóttir', 'Nygård'],
		timeZone: 'W. Europe Standard Time',
		country: 'Denmark',
		culture: 'da-DK',
	},
	{
		given: ['Ольга|olga', 'Дмитро|dmytro', 'Наталія|nataliia'],
		family: ['Шевченко|shevchenko', 'Коваленко|kovalenko', 'Бойко|boiko'],
		timeZone: 'FLE Standard Time',
		country: 'Ukraine',
		culture: 'uk-UA',
	},
	{
		given: ['Ελένη|eleni', 'Γιώργος|giorgos'],
		family: ['Παπαδοπούλου|papadopoulou', 'Νικολαΐδης|nikolaidis'],
		timeZone: 'GTB Standard Time',
		country: 'Greece',
		culture: 'el-GR',
	},
	{
		given: ['健太|kenta', '美咲|misaki', '陽子|yoko'],
		family: ['田中|tanaka', '鈴木|suzuki', '小林|kobayashi'],
		timeZone: 'Tokyo Standard Time',
		country: 'Japan',
		culture: 'ja-JP',
	},
	{
		given: ['伟|wei', '秀英|xiuying', '思源|siyuan'],
		family: ['王|wang', '欧阳|ouyang', '李|li'],
		timeZone: 'China Standard Time',
		country: 'China',
		culture: 'zh-CN',
	},
	{
		given: ['민준|minjun', '서연|seoyeon'],
		family: ['김|kim', '박|park'],
		timeZone: 'Korea Standard Time',
		country: 'South Korea',
		culture: 'ko-KR',
	},
	{
		given: ['فاطمة|fatima', 'يوسف|yusuf', 'ليلى|layla'],
		family: ['الحسن|alhassan', 'بن علي|benali', 'المصري|almasri'],
		timeZone: 'Arabian Standard Time',
		country: 'United Arab Emirates',
		culture: 'ar-AE',
	},
	{
		given: ['נועה|noa', 'איתן|eitan'],
		family: ['כהן|cohen', 'לוי|levi'],
		timeZone: 'Israel Standard Time',
		country: 'Israel',
		culture: 'he-IL',
	},
	{
		given: ['आरव|aarav', 'अनन्या|ananya', 'Priya', 'Vikram'],
		family: ['शर्मा|sharma', 'पटेल|patel', 'Iyer', 'Chaudhuri'],
		timeZone: 'India Standard Time',
		country: 'India',
		culture: 'en-IN',
	},
	{
		given: ['Chukwuemeka', 'Adaeze', 'Ọláòlú', 'Wanjirũ'],
		family: ['Okonkwo', "N'Diaye", 'Adébáyọ̀', 'Mwangi'],
		timeZone: 'W. Central Africa Standard Time',
		country: 'Nigeria',
		culture: 'en-US',
	},
	{
		given: ['Nguyễn', 'Thị Hồng', 'Đức'],
		family: ['Trần', 'Phạm', 'Đặng'],
		timeZone: 'SE Asia Standard Time',
		country: 'Vietnam',
		culture: 'vi-VN',
	},
	{
		given: ['Tamati', 'Mārama', 'Ngaire', 'Hēmi'],
		family: ['Te Rangi', 'Walker', 'Ngata', "Fa'asavalu"],
		timeZone: 'New Zealand Standard Time',
		country: 'New Zealand',
		culture: 'en-NZ',
	},
];

/** Shared accounts, as shops and sites have them; the ampersands are the point. */
export const SHARED_ACCOUNTS: ReadonlyArray<
	readonly [given: string, family: string, userName: string]
> = [
	['Reception', 'Night & Weekend', 'kiosk.reception'],
	['Warehouse', 'Goods In & Out', 'kiosk.warehouse'],
	['Store 014', 'Click & Collect', 'store014'],
	['Training Room', 'A & B', 'training-room'],
];

export const COMPANIES = [
	'Harbour & Vale Logistics',
	'Bell & Daughters Ltd',
	'Café Größenwahn',
	'Northwind "Care" Homes',
	'',
];
export const JOBS = [
	'Forklift Operator',
	'Shift Lead',
	'Account Manager',
	'Nurse, Ward <3>',
	'R&D Engineer',
	'Driver',
	'',
];
