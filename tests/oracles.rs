//! The statistics against numbers that others have published. Figures are facts; the source stands beside each.
//!
//! Where a value was worked out from the formula and not read in print, the comment says "computed".

use skillsift::stats::association::*;
use skillsift::stats::community::*;
use skillsift::stats::dispersion::Parts;
use skillsift::stats::distribution::chi_squared_upper_tail;
use skillsift::stats::keyness::*;
use skillsift::stats::multiple::*;
use skillsift::stats::rank_set::*;
use skillsift::stats::termhood::*;

#[track_caller]
fn near(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected} ± {tolerance}");
}

/// Dunning 1993, tables on p. 72; tolerance: the two decimals printed.
#[test]
fn log_likelihood_of_dunnings_bigrams() {
    let cells = [
        (10, 0, 3, 31_764, 167.23), // mineral water; the others as recalled, recomputed from the formula
        (110, 2_442, 111, 29_114, 270.72),
        (29, 13, 123, 31_612, 263.90),
        (31, 23, 139, 31_584, 256.84),
        (76, 104, 2_476, 29_121, 157.21),
        (16, 16, 51, 31_694, 157.03),
        (9, 0, 5, 31_763, 146.80),
        (16, 0, 865, 30_896, 115.02),
    ];
    for (k11, k12, k21, k22, expected) in cells {
        near(log_likelihood(Table::new(k11, k11 + k12, k21, k21 + k22).unwrap()), expected, 0.005);
    }
}

/// quanteda.textstats, test of `textstat_keyness`, measure "lr" without correction; and its two signed orders.
#[test]
fn log_likelihood_of_quantedas_toys() {
    let g = |a, b, c, d| log_likelihood(Table::new(a, a + c, b, b + d).unwrap());
    near(g(7, 2, 3, 7), 4.5349393323, 1e-9);
    near(chi_squared_upper_tail(g(7, 2, 3, 7)).unwrap(), 0.0332096340, 1e-9);
    let toy = [("a", 3, 2, 14, 10, 0.004751), ("b", 2, 1, 15, 11, 0.091242), ("c", 6, 2, 11, 10, 1.274238), ("d", 1, 4, 16, 8, -3.779441)];
    for (_, a, b, c, d, expected) in toy {
        near(g(a, b, c, d), expected, 5e-7);
    }
    near(g(1, 1, 16, 11), -0.064900, 5e-7);
    near(g(1, 0, 16, 12), 1.093291, 5e-7);
    near(g(1, 1, 1, 1), 0.0, 0.0); // all ones: Wordless
}

/// Rayson's wizard cases and others; four-term G², p and LRC computed (Evert 2022 gives the formula, R's `corpora` the reference).
#[test]
fn keyness_and_effect_sizes() {
    type Case = ((u64, u64, u64, u64), f64, Option<f64>, f64, f64, f64);
    let cases: [Case; 7] = [
        ((100, 100_000, 50, 100_000), 17.002413061706754, Some(1.0), 0.9928402084271344, 0.4962582777958306, 0.0),
        (
            (16_217, 2_796_938, 735, 2_087_946),
            13319.958248494991,
            Some(4.041855024921629),
            4.04091850122772,
            3.9351145551803794,
            3.82496287058266,
        ),
        (
            (206_523, 959_641, 178_174, 1_562_358),
            45784.79149531758,
            Some(0.9161740024832126),
            0.9161731567671123,
            0.9070242626546746,
            0.89725082028805,
        ),
        ((35, 112_289_776, 263, 1_559_716_979), 9.976072182126739, Some(0.8863498126531328), 0.904073746906441, 0.3337822616815717, 0.0),
        ((12, 20_000, 0, 80_000), 38.632271281278186, None, 6.643829139665366, 3.4743567768564128, 1.4958666),
        ((3, 50_000, 40, 100_000), -17.271556784804403, Some(-2.736965594166206), -2.5325022942481237, -1.0862371006447107, 0.0),
        ((18, 1_000_000, 35, 1_000_000), -5.550550394957483, Some(-0.9593580155026539), -0.9402937538757321, -0.10005170311384443, 0.0),
    ];
    for ((a, n1, c, n2), g, ratio, smoothed, conservative, of_a_thousand) in cases {
        let table = Table::new(a, n1, c, n2).unwrap();
        near(log_likelihood(table), g, 1e-7 * g.abs());
        assert_eq!(log_ratio(table).is_some(), ratio.is_some());
        near(log_ratio(table).unwrap_or(0.0), ratio.unwrap_or(0.0), 1e-12);
        near(log_ratio_smoothed(table), smoothed, 1e-12);
        near(conservative_log_ratio(table, 0.95, 1).unwrap(), conservative, 1e-7);
        near(conservative_log_ratio(table, 0.95, 1_000).unwrap(), of_a_thousand, 1e-7);
    }
    let p = chi_squared_upper_tail(log_likelihood(Table::new(100, 100_000, 50, 100_000).unwrap())).unwrap();
    near(p, 3.73323424629677e-05, 1e-13);
    // Documents as units (Egbert & Biber 2019), computed: the two-term shortcut would give 59.6.
    let documents = Table::of_documents(40, 55, 300, 2_000).unwrap();
    near(log_likelihood(documents), 88.4462990, 1e-6);
    near(log_ratio(documents).unwrap(), 2.2775340, 1e-7);
}

/// Gries's toy corpus (2008, 2020), Lijffijt & Gries 2012 p. 148, Lyne's ALLEMAND (1985) and tlda's manual; printed or computed as noted there.
#[test]
fn dispersion_of_the_textbook_cases() {
    let toy = |v: [u32; 5]| Parts::new(&v, &[9, 10, 10, 10, 11]).unwrap();
    let a = toy([1, 2, 3, 4, 5]);
    near(a.juilland_d(), 0.7851505, 1e-7);
    near(a.rosengren_s(), 0.9498163, 1e-7);
    near(a.deviation_of_proportions(), 0.18, 1e-12);
    near(a.normalised_deviation_of_proportions(), 0.2195122, 1e-7);
    near(a.divergence(), 0.1369717, 1e-7);
    near(a.burch_da(), 0.6974500, 1e-7);
    // scattertext's test prints these to three digits: b, i, q, x.
    let printed = [
        ([2, 2, 2, 2, 2], 0.968, 0.999, 0.02, 0.024, 0.003),
        ([1, 0, 0, 0, 0], 0.0, 0.18, 0.82, 1.0, 2.474),
        ([0, 1, 0, 0, 0], 0.0, 0.20, 0.80, 0.976, 2.322),
        ([0, 0, 0, 0, 1], 0.0, 0.22, 0.78, 0.951, 2.184),
    ];
    for (v, d, s, dp, normalised, divergence) in printed {
        let parts = toy(v);
        near(parts.juilland_d(), d, 1e-3);
        near(parts.rosengren_s(), s, 1e-3);
        near(parts.deviation_of_proportions(), dp, 1e-12);
        near(parts.normalised_deviation_of_proportions(), normalised, 1e-3);
        near(parts.divergence(), divergence, 1e-3);
    }
    near(toy([0, 0, 0, 0, 5]).burch_da(), 0.0, 1e-12);
    near(toy([0, 0, 0, 0, 5]).normalised_deviation_of_proportions(), 0.9512195, 1e-7);

    let thirds = Parts::new(&[2, 1, 0], &[1, 1, 1]).unwrap();
    near(thirds.deviation_of_proportions(), 1.0 / 3.0, 1e-12);
    near(thirds.normalised_deviation_of_proportions(), 0.5, 1e-12);

    let sizes = [8_143, 8_058, 8_271, 8_125, 7_959, 7_941, 8_146, 8_001, 8_003, 7_930];
    let allemand = Parts::new(&[2, 0, 1, 1, 3, 0, 3, 0, 0, 0], &sizes).unwrap();
    near(allemand.juilland_d(), 0.6038797, 1e-7);
    near(allemand.rosengren_s(), 0.4763652, 1e-7);
    near(allemand.deviation_of_proportions(), 0.4990705, 1e-7);
    near(allemand.normalised_deviation_of_proportions(), 0.5535480, 1e-6);
    near(allemand.burch_da(), 0.3081640, 1e-7);
    near(1.0 / (1.0 + allemand.divergence()), 0.4665078, 1e-7);

    let manual = Parts::new(&[0, 0, 1, 2, 5], &[1_000; 5]).unwrap();
    near(manual.deviation_of_proportions(), 0.475, 1e-12);
    near(manual.normalised_deviation_of_proportions(), 0.59375, 1e-12);
    near(manual.divergence(), 1.0231332, 1e-7);
    near(manual.juilland_d(), 0.4203988, 1e-7);
    near(manual.rosengren_s(), 0.5406280, 1e-7);

    // Carroll 1970, p. 14; Gries 2008, p. 407.
    near(Parts::new(&[0, 4, 3, 2, 1], &[7; 5]).unwrap().juilland_d(), 0.6464, 1e-4);
    near(Parts::new(&[1, 2, 3, 4, 5], &[7; 5]).unwrap().rosengren_s(), 0.937, 1e-3);
}

/// Frantzi, Ananiadou & Mima 2000, 2.3.1: the worked example around "basal cell carcinoma".
#[test]
fn c_values_of_the_carcinomas() {
    let one = |words, frequency, within: &[usize]| Candidate { words, frequency, within: within.to_vec() };
    let candidates = [
        one(5, 5, &[]),                // adenoid cystic …
        one(4, 11, &[0]),              // cystic …
        one(4, 7, &[]),                // ulcerated …
        one(4, 5, &[]),                // recurrent …
        one(4, 3, &[]),                // circumscribed …
        one(3, 984, &[0, 1, 2, 3, 4]), // basal cell carcinoma
    ];
    let values = c_values(&candidates, LengthWeight::Words).unwrap();
    for (value, expected) in values.iter().zip([11.6096, 12.0, 14.0, 10.0, 6.0, 1551.3613]) {
        near(*value, expected, 5e-5);
    }
}

/// Manning & Schütze 1999, table 5.14 (PMI) and 5.3.1 (t); Bouma 2009, p. 36; Smadja 1996, p. 13; Dunning 1998, p. 51.
#[test]
fn association_of_the_textbook_pairs() {
    const N: u64 = 14_307_668;
    let pairs = [
        (42, 20, 18.38, 0.9450, 13.3677),
        (41, 27, 17.98, 0.9245, 13.2345),
        (30, 117, 16.31, 0.8389, 12.1223),
        (77, 59, 15.94, 0.8197, 12.2345),
        (24, 320, 15.19, 0.7808, 10.8957),
        (14_907, 9_017, 1.09, 0.0560, 4.7758),
        (13_484, 10_570, 1.01, 0.0517, 4.7679),
        (14_734, 13_478, 0.53, 0.0271, 4.5379),
        (14_093, 14_776, 0.46, 0.0236, 4.5047),
        (15_019, 15_629, 0.29, 0.0147, 4.4184),
    ];
    for (first, second, pmi, npmi, log) in pairs {
        let pair = Company::new(20, first, second, N).unwrap();
        near(mutual_information(pair).unwrap(), pmi, 0.006);
        near(normalised_mutual_information(pair).unwrap(), npmi, 6e-5);
        near(log_dice(pair).unwrap(), log, 6e-5);
    }
    let new_companies = Company::new(8, 15_828, 4_675, N).unwrap();
    near(t_statistic(new_companies).unwrap(), 0.999932, 1e-6);
    near(mutual_information(new_companies).unwrap(), 0.6293432, 1e-7);
    near(log_dice(new_companies).unwrap(), 3.6764526, 1e-7);
    near(log_likelihood(Table::new(8, 15_828, 4_667, N - 15_828).unwrap()), 1.3253894, 1e-6);
    for ((together, first, second, n), expected) in [((10, 10, 10, 100), 1.0), ((1, 10, 10, 100), 0.0), ((0, 10, 10, 100), -1.0)] {
        near(normalised_mutual_information(Company::new(together, first, second, n).unwrap()).unwrap(), expected, 1e-15);
    }
    near(dice(Company::new(130, 3_121, 143, 10_000).unwrap()).unwrap(), 0.08, 0.005);
}

/// Benjamini & Hochberg 1995, 3.2: fifteen p-values, of which four fall at 5 %. Adjusted values computed (R's `p.adjust`).
#[test]
fn false_discoveries_of_the_founding_example() {
    let p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0];
    let adjusted = benjamini_hochberg(&p).unwrap();
    assert_eq!(adjusted.iter().filter(|q| **q <= 0.05).count(), 4);
    let expected =
        [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486, 0.581182, 0.714875, 0.753231, 0.813214, 1.0];
    for (value, expected) in adjusted.iter().zip(expected) {
        near(*value, expected, 5e-7);
    }
    // The harmonic sum of 15 is 3.3182290.
    near(benjamini_yekutieli(&p).unwrap()[0], 0.0015 * 3.318_229_0, 1e-9);
}

/// Mathematics scores of 38 OECD members with standard errors: OECD, PISA 2018, as carried by the R package csranks.
const PISA: [(f64, f64); 38] = [
    (491.360025247324, 1.93983303054844), // Australia
    (498.942313770185, 2.97099869438753), // Austria
    (508.070306302623, 2.26266201069488), // Belgium
    (512.016942926845, 2.35747574948677), // Canada
    (417.406556308579, 2.41588757014362), // Chile
    (390.932273204875, 2.98955927360051), // Colombia
    (402.330558536023, 3.28879935285979), // Costa Rica
    (499.467650822959, 2.46066153133753), // Czech Republic
    (509.398374584275, 1.73500233666916), // Denmark
    (523.414580186709, 1.74360222360239), // Estonia
    (507.301361844418, 1.96792041132459), // Finland
    (495.407579391347, 2.32021448743737), // France
    (500.043780511653, 2.64708309608199), // Germany
    (451.370343807911, 3.09122819676638), // Greece
    (481.082636358975, 2.31959674106808), // Hungary
    (495.18737622182, 1.9530826031084),   // Iceland
    (499.632893967787, 2.19862112816692), // Ireland
    (463.034548798405, 3.49856322771396), // Israel
    (486.589857259292, 2.78004586694628), // Italy
    (526.97325016916, 2.47147531798407),  // Japan
    (525.933002039616, 3.1213943150455),  // Korea
    (496.126330622544, 1.96276678902041), // Latvia
    (481.191188395501, 1.95328203881691), // Lithuania
    (483.421485007866, 1.09763240879476), // Luxembourg
    (408.801473375315, 2.49322554413996), // Mexico
    (519.230982393017, 2.63227788534219), // Netherlands
    (494.48967597553, 1.70594285645041),  // New Zealand
    (500.963788462762, 2.2190448783333),  // Norway
    (515.647874653798, 2.60208517571739), // Poland
    (492.487406151968, 2.68457008117133), // Portugal
    (486.164854221208, 2.55559570662059), // Slovak Republic
    (508.8975440691, 1.36387759638452),   // Slovenia
    (481.392612584418, 1.46241776318192), // Spain
    (502.387702154542, 2.65425093473024), // Sweden
    (515.314713109516, 2.9080038976471),  // Switzerland
    (453.507777434992, 2.26040678896131), // Türkiye
    (501.769899185046, 2.56442811097548), // United Kingdom
    (478.244717372643, 3.23544409909485), // United States
];

/// csranks' vignette prints rank 13 and [7, 23] for the United Kingdom; the others computed with the single-step critical value.
#[test]
fn rank_sets_of_the_pisa_scores() {
    let (scores, errors): (Vec<f64>, Vec<f64>) = PISA.into_iter().unzip();
    let places = ranks(&scores).unwrap();
    for seed in [1, 2] {
        let sets = rank_sets_of_normals(&scores, &errors, 0.95, 20_000, seed).unwrap();
        for (member, place, best, worst) in [(36, 13, 7, 23), (12, 15, 8, 24), (19, 1, 1, 4)] {
            assert_eq!(places[member].place, place);
            assert_eq!(sets[member], RankSet { best, worst }, "member {member}, seed {seed}");
        }
    }
}

/// The properties that csranks tests on x = 1, …, 10 with unit variances.
#[test]
fn rank_sets_of_ten_numbers_hold_their_ranks() {
    let scores: Vec<f64> = (1..=10).map(f64::from).collect();
    let sets = rank_sets_of_normals(&scores, &[1.0; 10], 0.95, 5_000, 1).unwrap();
    for (i, set) in sets.iter().enumerate() {
        let rank = 10 - i as u32;
        assert!(1 <= set.best && set.best <= rank && rank <= set.worst && set.worst <= 10);
    }
}

/// Zachary 1977, unweighted: 34 members, 78 ties, members numbered from 0.
const KARATE: [(u32, &[u32]); 26] = [
    (0, &[1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31]),
    (1, &[2, 3, 7, 13, 17, 19, 21, 30]),
    (2, &[3, 7, 8, 9, 13, 27, 28, 32]),
    (3, &[7, 12, 13]),
    (4, &[6, 10]),
    (5, &[6, 10, 16]),
    (6, &[16]),
    (8, &[30, 32, 33]),
    (9, &[33]),
    (13, &[33]),
    (14, &[32, 33]),
    (15, &[32, 33]),
    (18, &[32, 33]),
    (19, &[33]),
    (20, &[32, 33]),
    (22, &[32, 33]),
    (23, &[25, 27, 29, 32, 33]),
    (24, &[25, 27, 31]),
    (25, &[31]),
    (26, &[29, 33]),
    (27, &[33]),
    (28, &[31, 33]),
    (29, &[32, 33]),
    (30, &[32, 33]),
    (31, &[32, 33]),
    (32, &[33]),
];

/// Modularity of the known best partition (.4198 in many places) and of the two factions (computed).
#[test]
fn communities_of_the_karate_club() {
    let edges: Vec<_> = KARATE.iter().flat_map(|&(a, others)| others.iter().map(move |&b| (a, b, 1.0))).collect();
    assert_eq!(edges.len(), 78);
    let club = Network::new(34, &edges).unwrap();
    let group = |groups: &[&[usize]]| {
        let mut of = vec![0; 34];
        groups.iter().enumerate().for_each(|(c, group)| group.iter().for_each(|&node| of[node] = c as u32));
        of
    };
    let officer = [9, 14, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33];
    near(modularity(&club, &group(&[&[], &officer]), 1.0).unwrap(), 0.3582347, 1e-7);
    let best = group(&[
        &[0, 1, 2, 3, 7, 11, 12, 13, 17, 19, 21],
        &[4, 5, 6, 10, 16],
        &[8, 9, 14, 15, 18, 20, 22, 26, 29, 30, 32, 33],
        &[23, 24, 25, 27, 28, 31],
    ]);
    near(modularity(&club, &best, 1.0).unwrap(), 0.4197896, 1e-7);
    for seed in 0..20 {
        assert_eq!(communities(&club, 1.0, seed, 20).unwrap().of, best, "seed {seed}");
    }
}

/// Two and four complete graphs of five, joined by single edges (computed).
#[test]
fn communities_of_barbell_and_ring() {
    let chain = |cliques: u32, closed: bool| {
        let mut edges = Vec::new();
        for clique in 0..cliques {
            let first = clique * 5;
            edges.extend((0..5).flat_map(|a| (a + 1..5).map(move |b| (first + a, first + b, 1.0))));
            if clique + 1 < cliques || closed {
                edges.push((first + 4, (first + 5) % (cliques * 5), 1.0));
            }
        }
        communities(&Network::new(cliques * 5, &edges).unwrap(), 1.0, 1, 10).unwrap()
    };
    near(chain(2, false).modularity, 0.4523810, 1e-7);
    near(chain(4, true).modularity, 0.6590909, 1e-7);
    assert_eq!(chain(4, true).of, (0..20).map(|node| node / 5).collect::<Vec<u32>>());
}
