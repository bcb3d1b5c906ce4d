import ArgumentParser
import Foundation

/// The command line: text becomes a value at the door, and one command does one errand.
struct Tonus: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "tonus",
        abstract: Help.tonusAbstract,
        discussion: Help.tonusDiscussion,
        version: version,
        subcommands: [
            TodayCommand.self, TapCommand.self, StartCommand.self, StopCommand.self,
            LogCommand.self, EditCommand.self, NoteCommand.self, DeleteCommand.self,
            UndoCommand.self, RedoCommand.self, ListCommand.self, ShowCommand.self,
            SetupCommand.self, InviteCommand.self, JoinCommand.self, SyncCommand.self,
            StatusCommand.self, ImportCommand.self, ExportCommand.self, RebuildCommand.self,
            DoctorCommand.self,
            TallyCommand.self, NoneCommand.self, RateCommand.self, SearchCommand.self,
            HistoryCommand.self, ReviewCommand.self, LinkCommand.self, UnlinkCommand.self,
            CheckInCommand.self, LightCommand.self, MarkCommand.self, FactorCommand.self,
            TreatmentCommand.self, RegimenCommand.self, DoseCommand.self, ExerciseCommand.self,
            RelapseCommand.self, MeasureCommand.self, AdviceCommand.self, QuestionCommand.self,
            VisitCommand.self, SideEffectCommand.self, FavouritesCommand.self,
            InsightsCommand.self, ChartCommand.self, ReportCommand.self,
            DevicesCommand.self,
            LeaveCommand.self, ConfigCommand.self, CompletionsCommand.self, TopicCommand.self,
        ],
        defaultSubcommand: TodayCommand.self)
}
