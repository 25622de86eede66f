//! Arabic letters from the shapes that fonts keep apart.

/// Appends the letters of one shape of Arabic Presentation Forms A or B (U+FB50 to U+FD3D, U+FE80 to U+FEFC).
pub fn push_letters(out: &mut String, shape: char) {
    match shape as u32 {
        code @ 0xfb50..=0xfbff => push_counted(out, FORMS_A, code - 0xfb50),
        code @ 0xfc00..=0xfd3d => out.push_str(LIGATURES.split(' ').nth((code - 0xfc00) as usize).filter(|l| *l != "-").unwrap_or("")),
        code @ 0xfe80..=0xfef4 => push_counted(out, FORMS_B, code - 0xfe80),
        code @ 0xfef5..=0xfefc => {
            // Lam with an alef, two shapes each.
            out.push('ل');
            out.push(['آ', 'أ', 'إ', 'ا'][((code - 0xfef5) / 2) as usize]);
        }
        _ => out.push(shape),
    }
}

/// Appends the entry that covers place `at` of a table of letters, each followed by its number of shapes.
fn push_counted(out: &mut String, table: &str, mut at: u32) {
    for entry in table.split(' ') {
        let letters = entry.trim_end_matches(|c: char| c.is_ascii_digit());
        let shapes = entry[letters.len()..].parse().unwrap_or(1);
        if at < shapes {
            out.push_str(if letters == "-" { "" } else { letters });
            return;
        }
        at -= shapes;
    }
}

const FORMS_B: &str = "ء1 آ2 أ2 ؤ2 إ2 ئ4 ا2 ب4 ة2 ت4 ث4 ج4 ح4 خ4 د2 ذ2 ر2 ز2 س4 ش4 ص4 ض4 ط4 ظ4 ع4 غ4 ف4 ق4 ك4 ل4 م4 ن4 ه4 و2 ى2 ي4";

const FORMS_A: &str = "ٱ2 ٻ4 پ4 ڀ4 ٺ4 ٿ4 ٹ4 ڤ4 ڦ4 ڄ4 ڃ4 چ4 ڇ4 ڍ2 ڌ2 ڎ2 ڈ2 ژ2 ڑ2 ک4 گ4 ڳ4 ڱ4 ں2 ڻ4 ۀ2 ہ4 ھ4 ے2 ۓ2 -33 ڭ4 ۇ2 ۆ2 ۈ2 ۇٴ1 \
    ۋ2 ۅ2 ۉ2 ې4 ى2 ئا2 ئە2 ئو2 ئۇ2 ئۆ2 ئۈ2 ئې3 ئى3 ی4";

const LIGATURES: &str = "ئج ئح ئم ئى ئي بج بح بخ بم بى بي تج تح تخ تم تى تي ثج ثم ثى ثي جح جم حج حم خج خح خم سج سح سخ سم صح صم ضج ضح ضخ \
    ضم طح طم ظم عج عم غج غم فج فح فخ فم فى في قح قم قى قي كا كج كح كخ كل كم كى كي لج لح لخ لم لى لي مج مح مخ مم مى \
    مي نج نح نخ نم نى ني هج هم هى هي يج يح يخ يم يى يي ذٰ رٰ ىٰ ٌّ ٍّ َّ ُّ ِّ ّٰ ئر ئز ئم ئن ئى ئي بر بز بم بن بى \
    بي تر تز تم تن تى تي ثر ثز ثم ثن ثى ثي فى في قى قي كا كل كم كى كي لم لى لي ما مم نر نز نم نن نى ني ىٰ ير يز يم \
    ين يى يي ئج ئح ئخ ئم ئه بج بح بخ بم به تج تح تخ تم ته ثم جح جم حج حم خج خم سج سح سخ سم صح صخ صم ضج ضح ضخ ضم طح \
    ظم عج عم غج غم فج فح فخ فم قح قم كج كح كخ كل كم لج لح لخ لم له مج مح مخ مم نج نح نخ نم نه هج هم هٰ يج يح يخ يم \
    يه ئم ئه بم به تم ته ثم ثه سم سه شم شه كل كم لم نم نه يم يه َّ ُّ ِّ طى طي عى عي غى غي سى سي شى شي حى حي جى جي \
    خى خي صى صي ضى ضي شج شح شخ شم شر سر صر ضر طى طي عى عي غى غي سى سي شى شي حى حي جى جي خى خي صى صي ضى ضي شج شح شخ \
    شم شر سر صر ضر شج شح شخ شم سه شه طم سج سح سخ شج شح شخ طم ظم اً اً";

#[cfg(test)]
mod tests {
    use super::push_letters;

    #[test]
    fn shapes_become_letters() {
        let mut out = String::new();
        "\u{fe8d}\u{fedf}\u{fef1}\u{fefb}\u{fe80}\u{fccb}\u{fb56}\u{fef4}".chars().for_each(|c| push_letters(&mut out, c));
        assert_eq!(out, "اليلاءلخپي");
    }
}
