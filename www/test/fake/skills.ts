/* Names for the scripted report: field, then skills. A field of "" means discovered. */
export const FIELDS: readonly [string, readonly string[]][] = [
  ["Public innovation", ["Co-design", "Systems thinking", "Prototyping", "Experimentation", "Mission framing", "Service design", "Futures and foresight", "Policy design", "Scaling what works", "Challenge-led working"]],
  ["Working with people", ["Stakeholder engagement", "Active listening", "Facilitation", "Negotiation", "Coalition building", "Cross-disciplinary working", "Community organising", "Conflict resolution", "Mentoring", "Public speaking"]],
  ["Management", ["Project management", "Procurement", "Budgeting", "Risk management", "Change management", "Portfolio management", "Delegation", "Recruitment", "Performance management"]],
  ["Analysis", ["Data analysis", "Evaluation", "Cost-benefit analysis", "Ethnographic research", "Statistical reasoning", "Modelling and simulation", "Evidence synthesis", "Problem framing"]],
  ["Technical", ["Software development", "Data engineering", "User research", "Geospatial analysis", "Interaction design", "Cyber security"]],
  ["Personal", ["Curiosity", "Humility", "Resilience", "Reflective practice", "Political astuteness", "Storytelling", "Patience under scrutiny"]],
  ["", ["Reading a river", "Stopping projects early", "Letting residents set the brief", "Working in the open", "Asking for the ugly numbers", "Holding ambiguity", "Writing plainly", "Mapping who decides", "Translating between professions", "Walking the ward"]],
];

export const DOCUMENTS: readonly string[] = [
  "Against co-design by default", "Buying for a mission", "Notes from a talk on the child-friendly city", "A clean river needs a whole catchment", "Evaluation from day one", "Freight, three futures and a spreadsheet",
  "Harbour air", "Hiring a mission team", "Rough sleeping after the count", "School meals go digital", "Waiting lists and boring wins", "Field notes on warm homes",
];
