namespace Pulumi.Automation;

public class InlineProgramArgs : LocalWorkspaceOptions
{
    public InlineProgramArgs(string projectName, string stackName, PulumiFn program)
    {
        StackName = stackName;
        Program = program;
        ProjectSettings = ProjectSettings.Default(projectName);
    }

    public string StackName { get; }
}
