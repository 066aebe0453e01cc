using Infra.Cli.Doctor;
using Infra.Cli.Views;

namespace Infra.Tests.Cli;

/// <summary>What doctor found, as people and programs read it.</summary>
public sealed class DoctorViewTests
{
    private static readonly Finding[] Findings =
    [
        Finding.Ok("sdk", "infra runs on .NET 10.0.12; the SDK on PATH is 10.0.401."),
        Finding.Advice("pipeline", "The journal lies inside the checkout.", "Give stage local a `journal:` outside the checkout."),
        Finding.Problem("port 8080", "The production listener of stage local can't have it: another program listens there.", "End that program, or give the stage another port."),
    ];

    [Fact]
    public void A_line_per_check_says_how_to_mend_it() => Golden.Matches("cli/doctor.txt", string.Join('\n', DoctorLines.Of("local", Findings)));

    [Fact]
    public void The_json_result_has_a_stable_shape() => Golden.Matches("cli/doctor.json", Json.Write(DoctorResult.Of("local", Findings)));

    [Fact]
    public void Without_a_problem_the_last_line_says_so() =>
        Assert.Equal("Stage local: nothing keeps infra from working.", DoctorLines.Of("local", Findings[..2]).Last());
}
