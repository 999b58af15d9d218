package org.linchpin.recognition;

import java.util.List;

/** One kind of evidence in a register's words: the modules that it allows, none where it says nothing. */
interface Evidence {

    List<Candidate> in(Wording said);
}
