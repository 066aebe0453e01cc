namespace Pulumi.Automation.Exceptions;

public class ProjectSettingsConflictException : Exception
{
    internal ProjectSettingsConflictException(string settingsFileLocation)
        : base($"Custom {nameof(ProjectSettings)} passed in conflict with {nameof(ProjectSettings)} found on disk: {settingsFileLocation}") =>
        SettingsFileLocation = settingsFileLocation;

    public string SettingsFileLocation { get; }
}
