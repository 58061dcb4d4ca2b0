package io.jenkins.plugins.amibakery.cli;

import io.jenkins.plugins.amibakery.engine.command.CommandOutcome;
import io.jenkins.plugins.amibakery.engine.packer.log.PackerFacts;
import java.time.Instant;

/**
 * What a packer left on this machine.
 *
 * @param outcome how it ended
 * @param facts what its log told
 * @param started when it was started
 */
record PackerResult(CommandOutcome outcome, PackerFacts facts, Instant started) {}
