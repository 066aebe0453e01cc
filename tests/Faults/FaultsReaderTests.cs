using Infra.Catalog;
using Infra.Cli.Faults;

namespace Infra.Tests.Faults;

public sealed class FaultsReaderTests
{
    [Theory]
    [InlineData("{ create: \"aws:ecs/service:Service\", nth: 1, then: fail, says: Throttled }", "the 1st create of aws:ecs/service:Service fails")]
    [InlineData("{ update: \"urn:*::web\", nth: 22, then: delay, for: 1500ms }", "the 22nd update of urn:*::web takes 1.5 s longer")]
    [InlineData("{ delete: \"*\", then: hang }", "each delete of * never ends")]
    [InlineData("{ read: \"aws:lb/*\", nth: 13, then: half }", "the 13th read of aws:lb/* is done, and reported as failed")]
    [InlineData("{ health: \"web-*\", then: flap, every: 2s }", "health checks of web-* say unhealthy and healthy in turn, 2 s each")]
    [InlineData("{ replicas: web-green-1, after: 3s }", "each replica of web-green-1 dies 3 s after its start")]
    [InlineData("{ router: 8080, nth: 3, then: late, for: 2s }", "the 3rd update of a rule on port 8080 takes effect 2 s after it was reported as done")]
    [InlineData("{ router: \"*\", then: pretend }", "each update of a rule of the router reads back as done, and traffic stays where it was")]
    [InlineData("{ metrics: stale }", "the router's metrics stay as they were")]
    [InlineData("{ disk: full, above: 20000 }", "the orchestrator's disk is full for any file above 20,000 bytes")]
    [InlineData("{ clock: -2h, after: 5s }", "the orchestrator's clock jumps 7200 s back, 5 s after its start")]
    public void A_fault_says_what_it_does(string entry, string says) =>
        Assert.Equal(says, Assert.Single(FaultsReader.Parse($"faults: [ {entry} ]", "faults.yaml")).Says);

    [Fact]
    public void Every_mistake_is_told_at_once_with_its_place_and_remedy()
    {
        const string text = """
            faults:
              - { create: "aws:ecs/service:Service", nth: 0, then: explode }
              - { update: "*", then: delay }
              - { health: web-green, then: lie }
              - { router: http, then: refuse, for: 3s }
              - { metrics: slow }
              - { disk: full }
              - { clock: yesterday }
              - { creates: "*", then: fail }
              - { metrics: down, clock: 1h }
              - fail
            fault: []
            """;

        var problems = Assert.Throws<BadInputException>(() => FaultsReader.Parse(text, "faults.yaml")).Problems;

        Golden.Matches("faults/mistakes.txt", string.Join('\n', problems));
    }

    [Theory]
    [InlineData("")]
    [InlineData("faults: []")]
    public void A_file_without_faults_is_a_mistake(string text) =>
        Assert.Contains("--clear", Assert.Throws<BadInputException>(() => FaultsReader.Parse(text, "faults.yaml")).Message);
}
