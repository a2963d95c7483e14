/** A team's name, and that of the team above it. DK recorded two root teams of one name, a sub-team and a team below that. */
export const TEAMS: ReadonlyArray<readonly [name: string, parent?: string]> = [
	['Accounts'],
	['Accounts'],
	['Sales'],
	["Hoa's Team"],
	['London', 'Sales'],
	['Warehouse'],
	['Berlin', 'Sales'],
	['Support'],
	['Key Accounts', 'London'],
	['Logistik Süd'],
	['Goods In & Out', 'Warehouse'],
	['Night Shift'],
	['Retail <Pilot>', 'Berlin'],
	['New Starters'],
	['Helpdesk', 'Support'],
	['営業部'],
	['Hotels & Restaurants', 'Key Accounts'],
	['Field Engineers'],
	['Lager München', 'Logistik Süd'],
	['Care Homes'],
];

/** A course and its modules, of which it has the first few. */
const COURSE_LIST = `
Safety: How Accidents Happen | Spot the Hazard | Report an Accident | Fire Doors & First Aid | Safety Quiz
Data Protection: What Is Personal Data? | Your Duties | Sharing Data Safely | When Data Leaks | Privacy Quiz
Sales Basics: Know Your Customer | The First Call | Handling Objections | Closing & Follow-Up | Sales Quiz
Manager's First 90 Days: Your New Role | One-to-Ones | Setting Goals | Giving Feedback | Your 90-Day Plan
Food Hygiene & Allergens: Clean Hands | Safe Temperatures | The 14 Allergens | Labels | Hygiene Quiz
Brandschutz für Einsteiger: Wie Feuer entsteht | Fluchtwege | Feuerlöscher | Im Ernstfall | Abschlusstest
Anti-Bribery: What Is a Bribe? | Gifts & Hospitality | Saying No | Speaking Up | Anti-Bribery Quiz
Forklift Refresher: Daily Checks | Loads & Limits | Driving Safely | Parking & Charging | Forklift Quiz
Welcome to the Company: Who We Are | Your First Week | Pay & Holidays | Our Values | Who to Ask
情報セキュリティ入門: パスワード | メールの注意点 | 持ち出しのルール | 事故が起きたら | 確認テスト
Manual Handling: Your Back | Planning a Lift | Lifting with Two | Trolleys & Trucks | Lifting Quiz
Customer Care: "The Basics": First Impressions | Listening | Saying Sorry | Going Further | Customer Care Quiz
Wellbeing at Work: Sleep & Rest | Stress | Your Desk | Talking About It | Where to Find Help
Cyber Security: Strong Passwords | Spotting Phishing | Safe Browsing | Lost Devices | Cyber Security Quiz
Negotiation Skills: Preparing | Opening Offers | Making Concessions | Reaching Agreement | Practice Case
Leading a Team: Delegating | Motivating | Running Meetings | Difficult Conversations | Leadership Review
Working at Height: Risks & Rules | Ladders | Scaffolds | Harnesses | Height Quiz
Product Knowledge: Our Range | Features & Benefits | Prices | Competitors | Product Quiz
First Aid at Work: The First Minute | Bleeding | Burns | Recovery Position | First Aid Quiz
Forklift Basics: Controls | Stability | Stacking | Pedestrians | Theory Test
Welcome to the Company for Managers: Our Strategy | Hiring | Budgets | Policies | Your Network
Unconscious Bias: What Is Bias? | Bias in Hiring | Bias in Meetings | What to Do | Reflection
Stock Control: Receiving Goods | Counting Stock | Returns | Damaged Goods | Stock Quiz
Presenting with Confidence: Structure | Slides | Voice & Posture | Questions | Your Talk
Complaint Handling: Hear Them Out | Find the Cause | Put It Right | Follow Up | Practice Calls
Equality & Diversity: The Law | Respect at Work | Reasonable Adjustments | Raising a Concern | Equality Quiz
Advanced Selling: Complex Deals | Decision Makers | Proposals | Account Plans | Case Study
Time Management: Priorities | Planning Your Week | Interruptions | Deadlines | Action Plan
Environmental Awareness: Waste | Energy | Water | Travel | Green Quiz
Interview Skills: Job Descriptions | Good Questions | Notes & Scores | Decisions | Practice Interview
`;

export interface CourseNames {
	name: string;
	modules: readonly string[];
}

/** What the courses are called; a round more of them is numbered. */
export const COURSES: readonly CourseNames[] = COURSE_LIST.trim()
	.split('\n')
	.map((line) => {
		const end = line.lastIndexOf(': ');
		return { name: line.slice(0, end), modules: line.slice(end + 2).split(' | ') };
	});
